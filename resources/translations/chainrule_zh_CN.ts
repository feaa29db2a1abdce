<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Charts</name>
    <message>
        <source>backward pass, from the output to the inputs →</source>
        <translation>反向传播，从输出到输入 →</translation>
    </message>
    <message>
        <source>‖∂/∂%1‖ = %2</source>
        <translation>‖∂/∂%1‖ = %2</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>范数</translation>
    </message>
    <message>
        <source>this graph</source>
        <translation>本图</translation>
    </message>
    <message>
        <source>at most %1 each</source>
        <translation>每步至多 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n of the norms are NaN or infinite: not drawn.</source>
        <translation>
            <numerusform>有 %n 个范数为 NaN 或无穷，未画出。</numerusform>
        </translation>
    </message>
    <message>
        <source>point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>at %1: value %2, slope %3</source>
        <translation>在 %1 处：值 %2，斜率 %3</translation>
    </message>
    <message>
        <source>entries</source>
        <translation>元素</translation>
    </message>
    <message>
        <source>magnitude, logarithmic</source>
        <translation>绝对值，对数轴</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>%1 NaN</source>
        <translation>%1 个 NaN</translation>
    </message>
    <message>
        <source>%1 infinite</source>
        <translation>%1 个无穷</translation>
    </message>
    <message>
        <source>%1 exactly 0</source>
        <translation>%1 个恰为 0</translation>
    </message>
    <message>
        <source>Not drawn: %1</source>
        <translation>未画出：%1</translation>
    </message>
    <message>
        <source>%1 entries from %2 to %3</source>
        <translation>%2 至 %3 有 %1 个元素</translation>
    </message>
    <message>
        <source>Gradient norm per node</source>
        <translation>各节点的梯度范数</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Slope at the current points</source>
        <translation>当前各点的斜率</translation>
    </message>
    <message>
        <source>a corner: slopes from both sides dashed, the one that is taken solid</source>
        <translation>尖点：两侧斜率为虚线，所取斜率为实线</translation>
    </message>
    <message>
        <source>the tangent is the local gradient</source>
        <translation>切线即局部梯度</translation>
    </message>
    <message>
        <source>%1 entries as ticks, %2 of them with their tangent</source>
        <translation>%1 个元素以短线标出，其中 %2 个画出切线</translation>
    </message>
    <message>
        <source>%1 is a leaf: it has no curve.</source>
        <translation>%1 是叶节点，没有曲线。</translation>
    </message>
    <message>
        <source>%1 is not elementwise: it has no common curve.</source>
        <translation>%1不是逐元素函数，各元素没有共同的曲线。</translation>
    </message>
    <message>
        <source>Not computed yet: step forward.</source>
        <translation>尚未计算：请前进一步。</translation>
    </message>
    <message>
        <source>Its other inputs differ from entry to entry: there is no one curve.</source>
        <translation>其他输入随元素而异，没有统一的曲线。</translation>
    </message>
    <message>
        <source>Histogram of</source>
        <translation>直方图：</translation>
    </message>
    <message>
        <source>%1 entries</source>
        <translation>%1 个元素</translation>
    </message>
    <message>
        <source>There is no backward pass: choose an output that depends on an input or a parameter.</source>
        <translation>没有反向传播：请选择依赖于输入或参数的输出。</translation>
    </message>
    <message>
        <source>on a logarithmic axis</source>
        <translation>对数轴</translation>
    </message>
    <message>
        <source>%1 has no gradient at this step.</source>
        <translation>%1 在此步没有梯度。</translation>
    </message>
    <message>
        <source>%1 has no value at this step.</source>
        <translation>%1 在此步没有值。</translation>
    </message>
    <message>
        <source>No node is computed before the first step.</source>
        <translation>第一步之前没有计算任何节点。</translation>
    </message>
    <message>
        <source>Chart: %1.</source>
        <translation>图表：%1。</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 个</translation>
    </message>
    <message>
        <source>length of dx, same direction</source>
        <translation>dx 的长度，方向不变</translation>
    </message>
    <message>
        <source>J dx</source>
        <translation>J dx</translation>
    </message>
    <message>
        <source>error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>rounding</source>
        <translation>舍入</translation>
    </message>
    <message>
        <source>Error against step length</source>
        <translation>误差与步长</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>dx along %1 in %2</source>
        <translation>dx 沿 %2 的方向 %1</translation>
    </message>
    <message>
        <source>dx along a direction of %1 entries in %2</source>
        <translation>dx 沿 %2 的一个方向，共 %1 个元素</translation>
    </message>
    <message>
        <source>The error is 0 at every step length: the function is linear along this direction.</source>
        <translation>在任何步长下误差都是 0：函数沿此方向是线性的。</translation>
    </message>
    <message>
        <source>But x lies on a corner: J depends on the chosen side, and other directions have an error.</source>
        <translation>但 x 位于尖点上：J 取决于所选的一侧，其他方向上有误差。</translation>
    </message>
    <message>
        <source>Measured slope %1: ten times smaller steps make the error only ten times smaller. On the way lies a corner, where J depends on the chosen side.</source>
        <translation>实测斜率 %1：步长缩为 1/10，误差也只缩为 1/10。途中有一个尖点，J 取决于所选的一侧。</translation>
    </message>
    <message>
        <source>Ten times smaller step: J dx shrinks 10 times, the error %1 times. Measured slope %2.</source>
        <translation>步长缩为 1/10：J dx 缩为 1/10，误差缩为 1/%1。实测斜率 %2。</translation>
    </message>
    <message>
        <source>Nothing can be nudged: the graph has neither an input nor a parameter.</source>
        <translation>没有可以扰动的量：图中既无输入也无参数。</translation>
    </message>
    <message>
        <source>dx has %1 numbers, and what is nudged has %2 entries.</source>
        <translation>dx 有 %1 个数，而被扰动的量有 %2 个元素。</translation>
    </message>
    <message>
        <source>%1 has no value.</source>
        <translation>%1 没有值。</translation>
    </message>
    <message>
        <source>dx has no length: choose numbers that are not all 0.</source>
        <translation>dx 的长度为 0：请给出不全为 0 的数。</translation>
    </message>
</context>
<context>
    <name>Equation</name>
    <message>
        <source>Raise </source>
        <translation>将 </translation>
    </message>
    <message>
        <source> by %1: </source>
        <translation> 增大 %1：</translation>
    </message>
    <message>
        <source> rises by %1</source>
        <translation> 增大 %1</translation>
    </message>
    <message>
        <source> falls by %1</source>
        <translation> 减小 %1</translation>
    </message>
    <message>
        <source> stays</source>
        <translation> 不变</translation>
    </message>
    <message>
        <source> has no value</source>
        <translation> 没有值</translation>
    </message>
    <message>
        <source>the seed</source>
        <translation>初始梯度</translation>
    </message>
    <message>
        <source>seed and what later nodes sent</source>
        <translation>初始梯度与后面节点送来的梯度</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>来自 %1</translation>
    </message>
    <message numerus="yes">
        <source>sum of %n contributions</source>
        <translation>
            <numerusform>%n 份贡献之和</numerusform>
        </translation>
    </message>
    <message>
        <source>this contribution</source>
        <translation>这份贡献</translation>
    </message>
    <message>
        <source>goes to %1</source>
        <translation>传给 %1</translation>
    </message>
    <message>
        <source>hidden until you answer</source>
        <translation>作答后显示</translation>
    </message>
    <message>
        <source>Axis %1 of %2</source>
        <translation>%2 的第 %1 轴</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>上游梯度</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>局部梯度</translation>
    </message>
    <message>
        <source>Downstream</source>
        <translation>下游梯度</translation>
    </message>
    <message>
        <source>Page of blocks</source>
        <translation>块的页</translation>
    </message>
    <message>
        <source>Drawn flattened: no block would be legible here. </source>
        <translation>展平画出：此处各块无法看清。</translation>
    </message>
    <message>
        <source>at</source>
        <translation>位于</translation>
    </message>
    <message numerus="yes">
        <source> + … %n more terms</source>
        <translation>
            <numerusform> + … 另有 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n smaller terms, together </source>
        <translation>
            <numerusform>%n 个较小的项，合计 </numerusform>
        </translation>
    </message>
    <message>
        <source> is the sum of %1 products</source>
        <translation> 是 %1 个乘积之和</translation>
    </message>
    <message>
        <source>is</source>
        <translation>为</translation>
    </message>
    <message>
        <source> = row %1 · column %2 = </source>
        <translation> = 第 %1 行 · 第 %2 列 = </translation>
    </message>
    <message>
        <source>: this entry says how </source>
        <translation>：此元素说明 </translation>
    </message>
    <message>
        <source> moves </source>
        <translation> 如何影响 </translation>
    </message>
    <message>
        <source> is reached by every </source>
        <translation> 由每个 </translation>
    </message>
    <message>
        <source> through the entries of its block</source>
        <translation> 经其块中的元素到达</translation>
    </message>
    <message>
        <source> through this column</source>
        <translation> 经此列到达</translation>
    </message>
    <message>
        <source> through this row</source>
        <translation> 经此行到达</translation>
    </message>
    <message>
        <source>Each of the %1 rows of the upstream gives one row of the downstream.</source>
        <translation>上游梯度的 %1 行各给出下游梯度的一行。</translation>
    </message>
    <message>
        <source>The %1 entries of an upstream row meet the %1 rows of the local gradient: so the product is defined.</source>
        <translation>上游梯度一行的 %1 个元素对应局部梯度的 %1 行，所以乘积有定义。</translation>
    </message>
    <message>
        <source>Each of the %1 columns of the local gradient gives one entry of a downstream row.</source>
        <translation>局部梯度的 %1 列各给出下游梯度一行中的一个元素。</translation>
    </message>
    <message>
        <source>Point at a cell to see where its number comes from. </source>
        <translation>指向一格，可见其数从何而来。</translation>
    </message>
    <message>
        <source>A click keeps it, the arrow keys move it.</source>
        <translation>单击固定，方向键移动。</translation>
    </message>
    <message>
        <source>slope at</source>
        <translation>斜率，位于</translation>
    </message>
    <message>
        <source>, flattened from </source>
        <translation>，展平自 </translation>
    </message>
    <message>
        <source> transposed: rows </source>
        <translation> 的转置：行 </translation>
    </message>
    <message>
        <source> Jacobian: rows </source>
        <translation> 雅可比矩阵：行 </translation>
    </message>
    <message>
        <source>, columns </source>
        <translation>，列 </translation>
    </message>
    <message>
        <source>: one %1 block</source>
        <translation>：一个 %1 块</translation>
    </message>
    <message>
        <source>: one %1 block per </source>
        <translation>：%1 块，每个对应 </translation>
    </message>
    <message>
        <source>: %1 blocks, grid </source>
        <translation>：%1 块，排成 </translation>
    </message>
    <message>
        <source>, indexed by </source>
        <translation>，下标 </translation>
    </message>
    <message>
        <source>all entries are 0</source>
        <translation>所有元素为 0</translation>
    </message>
    <message>
        <source>index</source>
        <translation>下标</translation>
    </message>
    <message>
        <source>weight </source>
        <translation>权重 </translation>
    </message>
    <message>
        <source>entry %1 = </source>
        <translation>元素 %1 = </translation>
    </message>
    <message>
        <source>%1 at %2=%3</source>
        <translation>%1，%2=%3</translation>
    </message>
    <message>
        <source>Upstream, %1 by %2: %3</source>
        <translation>上游梯度，%1 × %2：%3</translation>
    </message>
    <message>
        <source>Local, %1 by %2: %3</source>
        <translation>局部梯度，%1 × %2：%3</translation>
    </message>
    <message>
        <source>Downstream, %1 by %2: %3</source>
        <translation>下游梯度，%1 × %2：%3</translation>
    </message>
    <message>
        <source>%1 of %2 nonzero</source>
        <translation>%2 个中 %1 个非零</translation>
    </message>
    <message>
        <source>scalar</source>
        <translation>标量</translation>
    </message>
    <message>
        <source>Forward %1 of %2</source>
        <translation>前向 %1 / %2</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Step backward to see upstream · local = downstream.</source>
        <translation>反向一步，可见上游梯度 · 局部梯度 = 下游梯度。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>初始梯度</translation>
    </message>
    <message>
        <source>the upstream gradient at the output</source>
        <translation>输出处的上游梯度</translation>
    </message>
    <message>
        <source>Backpropagation begins here. The next backward step multiplies this upstream gradient by the first local gradient.</source>
        <translation>反向传播由此开始。下一步将此上游梯度乘以第一个局部梯度。</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>constant: no gradient is asked for</source>
        <translation>常量：不求梯度</translation>
    </message>
    <message>
        <source>No output is chosen, so there is nothing to differentiate.</source>
        <translation>未选择输出，没有可求导的对象。</translation>
    </message>
    <message>
        <source>The output does not depend on it, so it has no gradient.</source>
        <translation>输出不依赖于它，所以没有梯度。</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>%1 of %2 contributions</source>
        <translation>%2 份贡献中的 %1 份</translation>
    </message>
    <message>
        <source>A leaf has no local gradient: what arrives downstream here is the result.</source>
        <translation>叶节点没有局部梯度：到达这里的下游梯度就是结果。</translation>
    </message>
    <message>
        <source>%1 axis %2</source>
        <translation>%1 轴 %2</translation>
    </message>
    <message>
        <source>%1 at i=%2: %3</source>
        <translation>%1，i=%2：%3</translation>
    </message>
    <message>
        <source>values, whole graph</source>
        <translation>值，全图</translation>
    </message>
    <message>
        <source>values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>, log, τ = %1</source>
        <translation>，对数，τ = %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>Numbers on the edges are </source>
        <translation>边上的数是</translation>
    </message>
    <message>
        <source>local derivatives</source>
        <translation>局部导数</translation>
    </message>
    <message>
        <source> is the product along its path: </source>
        <translation> 是沿路径的乘积：</translation>
    </message>
    <message>
        <source> is the sum over its %1 paths: </source>
        <translation> 是 %1 条路径之和：</translation>
    </message>
    <message>
        <source>%1 numbers</source>
        <translation>%1 个数</translation>
    </message>
    <message>
        <source>A computational graph of %1 nodes</source>
        <translation>含 %1 个节点的计算图</translation>
    </message>
    <message>
        <source>; its output is %1</source>
        <translation>；输出为 %1</translation>
    </message>
    <message>
        <source>Further nodes are not listed.</source>
        <translation>其余节点从略。</translation>
    </message>
    <message>
        <source>; value %1</source>
        <translation>；值 %1</translation>
    </message>
    <message>
        <source>; gradient %1</source>
        <translation>；梯度 %1</translation>
    </message>
    <message>
        <source>; gradient so far %1</source>
        <translation>；目前的梯度 %1</translation>
    </message>
    <message>
        <source>Upstream %1 is %2.</source>
        <translation>上游梯度 %1 为 %2。</translation>
    </message>
    <message>
        <source>Local %1 has shape %2</source>
        <translation>局部梯度 %1 的形状为 %2</translation>
    </message>
    <message>
        <source>Downstream %1, their product, is %2.</source>
        <translation>下游梯度 %1 是两者之积，为 %2。</translation>
    </message>
    <message>
        <source>Before the first step</source>
        <translation>第一步之前</translation>
    </message>
    <message>
        <source>Step %1 of %2 forward: </source>
        <translation>前向第 %1 步，共 %2 步：</translation>
    </message>
    <message>
        <source>%1 gives </source>
        <translation>%1给出 </translation>
    </message>
    <message>
        <source>Seed: the gradient of %1 by itself</source>
        <translation>初始梯度：%1 对自身的梯度</translation>
    </message>
    <message>
        <source>Step %1 of %2 backward: </source>
        <translation>反向第 %1 步，共 %2 步：</translation>
    </message>
    <message>
        <source>the gradient of %1 passes </source>
        <translation>%1 的梯度经过</translation>
    </message>
    <message>
        <source>start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>初始梯度</translation>
    </message>
    <message>
        <source>green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>active</source>
        <translation>当前节点</translation>
    </message>
    <message>
        <source>  values</source>
        <translation>  值</translation>
    </message>
    <message>
        <source>  values, computed downwards</source>
        <translation>  值，自上而下计算</translation>
    </message>
    <message>
        <source>, upwards</source>
        <translation>，自下而上</translation>
    </message>
    <message>
        <source>  values, computed left to right</source>
        <translation>  值，从左到右计算</translation>
    </message>
    <message>
        <source>vermilion</source>
        <translation>朱红</translation>
    </message>
    <message>
        <source>  gradients </source>
        <translation>  梯度 </translation>
    </message>
    <message>
        <source>, right to left</source>
        <translation>，从右到左</translation>
    </message>
    <message>
        <source>Σ: contributions to %1 add up</source>
        <translation>Σ：对 %1 的贡献相加</translation>
    </message>
    <message>
        <source>above the wire</source>
        <translation>连线上方</translation>
    </message>
    <message>
        <source>  value</source>
        <translation>  值</translation>
    </message>
    <message>
        <source>below the wire</source>
        <translation>连线下方</translation>
    </message>
    <message>
        <source>  gradient of </source>
        <translation>  梯度，对象为 </translation>
    </message>
    <message>
        <source>× swaps its inputs, + hands the gradient on unchanged</source>
        <translation>× 交换两个输入，+ 原样传递梯度</translation>
    </message>
    <message>
        <source>+ hands the gradient on unchanged</source>
        <translation>+ 原样传递梯度</translation>
    </message>
    <message>
        <source>above</source>
        <translation>上方</translation>
    </message>
    <message>
        <source>below</source>
        <translation>下方</translation>
    </message>
    <message>
        <source>  gradient </source>
        <translation>  梯度 </translation>
    </message>
    <message>
        <source>Derivatives on the edges are single numbers; %1 has shape %2.</source>
        <translation>边上的导数是单个数；%1 的形状为 %2。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>.</source>
        <translation>。</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>《%1》</translation>
    </message>
</context>
<context>
    <name>HugeEquation</name>
    <message>
        <source>as 64-bit numbers</source>
        <translation>按 64 位数计</translation>
    </message>
    <message>
        <source>How it was computed</source>
        <translation>如何计算</translation>
    </message>
    <message>
        <source>Spot check</source>
        <translation>抽查</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>every entry here is 0</source>
        <translation>此处元素全为 0</translation>
    </message>
    <message>
        <source>k=%1, </source>
        <translation>k=%1，</translation>
    </message>
    <message>
        <source>i=%1</source>
        <translation>i=%1</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>位于 %1</translation>
    </message>
    <message>
        <source>Point at a number to see the sum that it enters; a click keeps it.</source>
        <translation>指向一个数，可见它所在的和；单击固定。</translation>
    </message>
    <message>
        <source>Row %1 of %2 of upstream times a column is an entry of row %1 of downstream.</source>
        <translation>上游梯度的第 %1 行（共 %2 行）乘以一列，得到下游梯度第 %1 行的一个元素。</translation>
    </message>
    <message>
        <source>Upstream times a column is an entry of downstream.</source>
        <translation>上游梯度乘以一列，得到下游梯度的一个元素。</translation>
    </message>
    <message>
        <source>The wheel zooms, dragging and arrows move; Alt+Up and Alt+Down go to other rows.</source>
        <translation>滚轮缩放，拖动和方向键移动；Alt+上、Alt+下切换行。</translation>
    </message>
    <message>
        <source> = row %1 of upstream · column %2: </source>
        <translation> = 上游第 %1 行 · 第 %2 列：</translation>
    </message>
    <message>
        <source>The wheel zooms, dragging moves; arrows and page keys move the numbers.</source>
        <translation>滚轮缩放，拖动移动；方向键与翻页键移动数字。</translation>
    </message>
    <message>
        <source> = upstream · column %1: </source>
        <translation> = 上游梯度 · 第 %1 列：</translation>
    </message>
    <message>
        <source>%1 of %2 terms are not 0</source>
        <translation>%2 项中 %1 项非零</translation>
    </message>
    <message>
        <source>and %1 smaller: %2</source>
        <translation>另有 %1 个较小的：%2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>1 in %1</source>
        <translation>%1 分之一</translation>
    </message>
    <message>
        <source>All zero</source>
        <translation>全零</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>单位矩阵</translation>
    </message>
    <message>
        <source>Scaled identity</source>
        <translation>数量矩阵</translation>
    </message>
    <message>
        <source>Diagonal</source>
        <translation>对角</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>选取</translation>
    </message>
    <message>
        <source>Copies and sums</source>
        <translation>复制与求和</translation>
    </message>
    <message>
        <source>Block-diagonal</source>
        <translation>分块对角</translation>
    </message>
    <message>
        <source>Repeated block</source>
        <translation>重复块</translation>
    </message>
    <message>
        <source>Blocks of bands</source>
        <translation>带状块</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>带状</translation>
    </message>
    <message>
        <source>Blocks of triangles</source>
        <translation>三角块</translation>
    </message>
    <message>
        <source>Triangular</source>
        <translation>三角</translation>
    </message>
    <message>
        <source>Diagonal plus low rank</source>
        <translation>对角加低秩</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>稠密</translation>
    </message>
    <message>
        <source>Composed</source>
        <translation>复合</translation>
    </message>
    <message>
        <source>no entry moves any output</source>
        <translation>没有元素影响输出</translation>
    </message>
    <message>
        <source>a 1 for each entry: the gradient passes unchanged</source>
        <translation>每个元素为 1：梯度原样通过</translation>
    </message>
    <message>
        <source>one number, the same for every entry</source>
        <translation>所有元素同一个数</translation>
    </message>
    <message>
        <source>each entry moves only its own output</source>
        <translation>每个元素只影响自己的输出</translation>
    </message>
    <message>
        <source>entries are moved to other places: one 1 a row</source>
        <translation>元素换到别处：每行一个 1</translation>
    </message>
    <message numerus="yes">
        <source>%n blocks, each with numbers of its own</source>
        <translation>
            <numerusform>%n 个块，各有自己的数</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n equal blocks along the diagonal</source>
        <translation>
            <numerusform>对角线上 %n 个相同的块</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n equal blocks, in each a small kernel slides along</source>
        <translation>
            <numerusform>%n 个相同的块，每块中小核滑动</numerusform>
        </translation>
    </message>
    <message>
        <source>a small kernel slides along the diagonal</source>
        <translation>小核沿对角线滑动</translation>
    </message>
    <message numerus="yes">
        <source>%n triangles: each entry moves those behind it</source>
        <translation>
            <numerusform>%n 个三角：每个元素影响其后的元素</numerusform>
        </translation>
    </message>
    <message>
        <source>each entry moves those behind it</source>
        <translation>每个元素影响其后的元素</translation>
    </message>
    <message numerus="yes">
        <source>%n blocks: a diagonal plus a product of vectors</source>
        <translation>
            <numerusform>%n 个块：对角加向量之积</numerusform>
        </translation>
    </message>
    <message>
        <source>a diagonal plus a product of vectors</source>
        <translation>对角加向量之积</translation>
    </message>
    <message>
        <source>every entry moves every output</source>
        <translation>每个元素影响每个输出</translation>
    </message>
    <message>
        <source>Rows × columns</source>
        <translation>行 × 列</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>元素</translation>
    </message>
    <message>
        <source>Can be nonzero</source>
        <translation>可能非零</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Distinct numbers</source>
        <translation>不同的数</translation>
    </message>
    <message>
        <source>Numbers kept</source>
        <translation>保存的数</translation>
    </message>
    <message>
        <source>Never built: the structure alone says it all.</source>
        <translation>从未构造：结构已说明一切。</translation>
    </message>
    <message>
        <source>Built: nothing smaller says it all.</source>
        <translation>已构造：没有更小的表示。</translation>
    </message>
    <message>
        <source>Never built: %1 is kept instead, and it is all that the step needs.</source>
        <translation>从未构造：只保存 %1，这一步已足够。</translation>
    </message>
    <message>
        <source>Nothing to compute: all 0.</source>
        <translation>无需计算：全为 0。</translation>
    </message>
    <message>
        <source>Downstream is upstream, unchanged.</source>
        <translation>下游梯度即上游梯度，不变。</translation>
    </message>
    <message>
        <source>Upstream times one number.</source>
        <translation>上游梯度乘以一个数。</translation>
    </message>
    <message>
        <source>Entry by entry: upstream times the diagonal.</source>
        <translation>逐元素：上游梯度乘以对角线。</translation>
    </message>
    <message>
        <source>Each entry is put back in its place; nothing is multiplied.</source>
        <translation>每个元素放回原处，不做乘法。</translation>
    </message>
    <message>
        <source>Entries are copied or added up.</source>
        <translation>元素被复制或相加。</translation>
    </message>
    <message>
        <source>Block by block, each by its own numbers.</source>
        <translation>逐块，各用自己的数。</translation>
    </message>
    <message>
        <source>One matrix product with the block.</source>
        <translation>与该块做一次矩阵乘积。</translation>
    </message>
    <message>
        <source>One matrix product: %1</source>
        <translation>一次矩阵乘积：%1</translation>
    </message>
    <message>
        <source>The kernel slides over upstream.</source>
        <translation>核在上游梯度上滑动。</translation>
    </message>
    <message>
        <source>Running sums from the end; nothing is multiplied.</source>
        <translation>从末尾起累加，不做乘法。</translation>
    </message>
    <message>
        <source>Entry by entry, and one sum a block.</source>
        <translation>逐元素，每块一个和。</translation>
    </message>
    <message>
        <source>The full matrix product.</source>
        <translation>完整的矩阵乘积。</translation>
    </message>
    <message>
        <source>One factor after the other, the whole never formed.</source>
        <translation>逐个因子相乘，从不构造整体。</translation>
    </message>
    <message>
        <source>Multiplications</source>
        <translation>乘法次数</translation>
    </message>
    <message>
        <source>Full matrix</source>
        <translation>完整矩阵</translation>
    </message>
    <message>
        <source>Fewer by</source>
        <translation>减少</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1 倍</translation>
    </message>
    <message numerus="yes">
        <source>%n entries, worst</source>
        <translation>
            <numerusform>%n 个元素，最差</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sums, other order</source>
        <translation>
            <numerusform>%n 个和，另一次序</numerusform>
        </translation>
    </message>
    <message>
        <source>A few entries by finite differences, and sums in another order …</source>
        <translation>少数元素用有限差分，求和换一次序……</translation>
    </message>
    <message>
        <source>Only %1 of %2 entries were checked, by finite differences; %3 sums again, backwards.</source>
        <translation>用有限差分只检验了 %2 个元素中的 %1 个；又逆序求和 %3 次。</translation>
    </message>
    <message numerus="yes">
        <source>%n stood at a corner and count as no error.</source>
        <translation>
            <numerusform>%n 个位于尖点，不计为误差。</numerusform>
        </translation>
    </message>
    <message>
        <source>rows %1–%2, columns %3–%4</source>
        <translation>行 %1–%2，列 %3–%4</translation>
    </message>
    <message>
        <source>%1: every entry</source>
        <translation>%1：每个元素</translation>
    </message>
    <message>
        <source>%1, each pixel the largest |v| of %2</source>
        <translation>%1，每个像素为 %2 个中最大的 |v|</translation>
    </message>
    <message>
        <source>%1, each pixel the largest |v| of at most %2</source>
        <translation>%1，每个像素为至多 %2 个中最大的 |v|</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%2 行中的 %1 行</translation>
    </message>
    <message>
        <source>stopped at %1</source>
        <translation>停于 %1</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>reading …</source>
        <translation>读取中……</translation>
    </message>
    <message>
        <source>Everything off the diagonal is exactly 0: no block moves another's output.</source>
        <translation>对角线以外恰为 0：各块互不影响输出。</translation>
    </message>
    <message>
        <source>Everything off the diagonal is exactly 0: no entry moves another's output.</source>
        <translation>对角线以外恰为 0：各元素互不影响输出。</translation>
    </message>
    <message>
        <source>part %1</source>
        <translation>部分 %1</translation>
    </message>
    <message>
        <source>block %1</source>
        <translation>块 %1</translation>
    </message>
    <message>
        <source>block (%1,%2)</source>
        <translation>块 (%1,%2)</translation>
    </message>
    <message>
        <source>%1, off the diagonal: all 0</source>
        <translation>%1，对角线以外：全为 0</translation>
    </message>
    <message>
        <source>%1, with its neighbours</source>
        <translation>%1 及其邻近</translation>
    </message>
    <message>
        <source>local, j = %1, i = %2</source>
        <translation>局部梯度，j = %1，i = %2</translation>
    </message>
    <message>
        <source>rows %1–%2, columns %3–%4: the largest is %5</source>
        <translation>行 %1–%2，列 %3–%4：最大为 %5</translation>
    </message>
</context>
<context>
    <name>MatrixRow</name>
    <message>
        <source>: rows </source>
        <translation>：行 </translation>
    </message>
    <message>
        <source>, columns </source>
        <translation>，列 </translation>
    </message>
</context>
<context>
    <name>ScaleLegend</name>
    <message>
        <source>this panel</source>
        <translation>本面板</translation>
    </message>
    <message>
        <source>this equation</source>
        <translation>本式</translation>
    </message>
    <message>
        <source>whole run</source>
        <translation>全程</translation>
    </message>
    <message>
        <source>not computed</source>
        <translation>未计算</translation>
    </message>
    <message>
        <source>beyond the limits</source>
        <translation>超出范围</translation>
    </message>
    <message>
        <source>beyond</source>
        <translation>超出</translation>
    </message>
    <message>
        <source>least %1</source>
        <translation>最小 %1</translation>
    </message>
    <message>
        <source>greatest %1</source>
        <translation>最大 %1</translation>
    </message>
    <message>
        <source>exactly 0</source>
        <translation>恰为 0</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>负</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
</context>
<context>
    <name>ShapeGrid</name>
    <message>
        <source>scalar</source>
        <translation>标量</translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n 个元素</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n columns</source>
        <translation>
            <numerusform>%n 列</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>this equation; whole run is being computed</source>
        <translation>本式；全程尚在计算</translation>
    </message>
    <message>
        <source>, log, τ = %1</source>
        <translation>，对数，τ = %1</translation>
    </message>
</context>
<context>
    <name>canvas</name>
    <message numerus="yes">
        <source>%n new, still 0</source>
        <translation>
            <numerusform>%n 个新元素，仍为 0</numerusform>
        </translation>
    </message>
    <message>
        <source> contributions in</source>
        <translation> 份贡献已到齐</translation>
    </message>
    <message>
        <source> contributions in, next ?</source>
        <translation> 份贡献已到，下一份 ?</translation>
    </message>
    <message>
        <source> contributions</source>
        <translation> 份贡献</translation>
    </message>
    <message>
        <source> in entry %1</source>
        <translation> 的元素 %1</translation>
    </message>
    <message>
        <source> in: %1</source>
        <translation> 已到齐：%1</translation>
    </message>
    <message>
        <source>%1 gives %2%3. The nodes behind it receive it.</source>
        <translation>%1给出 %2%3，其后的节点都会收到。</translation>
    </message>
    <message>
        <source>: %1 so far</source>
        <translation>：目前 %1</translation>
    </message>
    <message>
        <source>Missing argument</source>
        <translation>缺少参数</translation>
    </message>
    <message>
        <source>Not a finite number</source>
        <translation>不是有限的数</translation>
    </message>
    <message>
        <source>Shapes do not fit</source>
        <translation>形状不符</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>过大</translation>
    </message>
    <message>
        <source>Value without meaning</source>
        <translation>值没有意义</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>active, step %1</source>
        <translation>当前节点，第 %1 步</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>class %1</source>
        <translation>类别 %1</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>常量</translation>
    </message>
    <message>
        <source>downstream ?</source>
        <translation>下游 ?</translation>
    </message>
    <message>
        <source>downstream</source>
        <translation>下游</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>output · %1</source>
        <translation>输出 · %1</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>scalar output</source>
        <translation>标量输出</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>初始梯度</translation>
    </message>
    <message>
        <source>upstream</source>
        <translation>上游</translation>
    </message>
    <message>
        <source>Σ %1 of %2</source>
        <translation>Σ %1/%2</translation>
    </message>
</context>
<context>
    <name>ui::ColourMap</name>
    <message>
        <source>greys, negative hatched</source>
        <translation>灰度，负数加斜线</translation>
    </message>
    <message>
        <source>greys</source>
        <translation>灰度</translation>
    </message>
</context>
<context>
    <name>ui::MemoryText</name>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n 字节</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::NumberText</name>
    <message>
        <source>scalar</source>
        <translation>标量</translation>
    </message>
</context>
</TS>

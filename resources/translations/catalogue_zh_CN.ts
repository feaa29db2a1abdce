<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>catalogue</name>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>常量</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>加法</translation>
    </message>
    <message>
        <source>Subtract</source>
        <translation>减法</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>乘法</translation>
    </message>
    <message>
        <source>Divide</source>
        <translation>除法</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>幂</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>逐元素最大</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>逐元素最小</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>条件选择</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Matrix product</source>
        <translation>矩阵乘积</translation>
    </message>
    <message>
        <source>Dot product</source>
        <translation>点积</translation>
    </message>
    <message>
        <source>Outer product</source>
        <translation>外积</translation>
    </message>
    <message>
        <source>Einstein sum</source>
        <translation>爱因斯坦求和</translation>
    </message>
    <message>
        <source>Determinant</source>
        <translation>行列式</translation>
    </message>
    <message>
        <source>Log-determinant</source>
        <translation>对数行列式</translation>
    </message>
    <message>
        <source>Inverse</source>
        <translation>逆矩阵</translation>
    </message>
    <message>
        <source>Cholesky factor</source>
        <translation>Cholesky分解</translation>
    </message>
    <message>
        <source>Solve</source>
        <translation>解方程</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>迹</translation>
    </message>
    <message>
        <source>Diagonal</source>
        <translation>取对角线</translation>
    </message>
    <message>
        <source>Diagonal matrix</source>
        <translation>对角矩阵</translation>
    </message>
    <message>
        <source>Lower triangle</source>
        <translation>下三角</translation>
    </message>
    <message>
        <source>Upper triangle</source>
        <translation>上三角</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation>Leaky ReLU</translation>
    </message>
    <message>
        <source>ELU</source>
        <translation>ELU</translation>
    </message>
    <message>
        <source>Hard tanh</source>
        <translation>Hard tanh</translation>
    </message>
    <message>
        <source>Clamp</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <source>tanh</source>
        <translation>tanh</translation>
    </message>
    <message>
        <source>Softsign</source>
        <translation>Softsign</translation>
    </message>
    <message>
        <source>Softplus</source>
        <translation>Softplus</translation>
    </message>
    <message>
        <source>Log sigmoid</source>
        <translation>对数Sigmoid</translation>
    </message>
    <message>
        <source>SiLU</source>
        <translation>SiLU</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>Mish</source>
        <translation>Mish</translation>
    </message>
    <message>
        <source>Exp</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>Exp minus 1</source>
        <translation>指数减1</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Log of 1 plus</source>
        <translation>1加后取对数</translation>
    </message>
    <message>
        <source>Square root</source>
        <translation>平方根</translation>
    </message>
    <message>
        <source>Reciprocal root</source>
        <translation>平方根倒数</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>平方</translation>
    </message>
    <message>
        <source>Negate</source>
        <translation>取负</translation>
    </message>
    <message>
        <source>Absolute value</source>
        <translation>绝对值</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>Reciprocal</source>
        <translation>倒数</translation>
    </message>
    <message>
        <source>Error function</source>
        <translation>误差函数</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表达式</translation>
    </message>
    <message>
        <source>Sine</source>
        <translation>正弦</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Tangent</source>
        <translation>正切</translation>
    </message>
    <message>
        <source>Arcsine</source>
        <translation>反正弦</translation>
    </message>
    <message>
        <source>Arccosine</source>
        <translation>反余弦</translation>
    </message>
    <message>
        <source>Arctangent</source>
        <translation>反正切</translation>
    </message>
    <message>
        <source>Hyperbolic sine</source>
        <translation>双曲正弦</translation>
    </message>
    <message>
        <source>Hyperbolic cosine</source>
        <translation>双曲余弦</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>求和</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Running sum</source>
        <translation>累加</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>连乘</translation>
    </message>
    <message>
        <source>Log-sum-exp</source>
        <translation>LogSumExp</translation>
    </message>
    <message>
        <source>Variance</source>
        <translation>方差</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>范数</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>Log-softmax</source>
        <translation>对数Softmax</translation>
    </message>
    <message>
        <source>Layer norm</source>
        <translation>层归一化</translation>
    </message>
    <message>
        <source>Batch norm</source>
        <translation>批归一化</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Convolution 1D</source>
        <translation>一维卷积</translation>
    </message>
    <message>
        <source>Max pooling</source>
        <translation>最大池化</translation>
    </message>
    <message>
        <source>Average pooling</source>
        <translation>平均池化</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>L2 penalty</source>
        <translation>L2 惩罚</translation>
    </message>
    <message>
        <source>Softmax-CE</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>NLL loss</source>
        <translation>负对数似然</translation>
    </message>
    <message>
        <source>MSE loss</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>L1 loss</source>
        <translation>L1 损失</translation>
    </message>
    <message>
        <source>Huber loss</source>
        <translation>Huber 损失</translation>
    </message>
    <message>
        <source>Smooth L1 loss</source>
        <translation>平滑 L1 损失</translation>
    </message>
    <message>
        <source>Binary CE</source>
        <translation>二元交叉熵</translation>
    </message>
    <message>
        <source>Sigmoid-BCE</source>
        <translation>Sigmoid交叉熵</translation>
    </message>
    <message>
        <source>KL divergence</source>
        <translation>KL 散度</translation>
    </message>
    <message>
        <source>Transpose</source>
        <translation>转置</translation>
    </message>
    <message>
        <source>Reshape</source>
        <translation>改变形状</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>展平</translation>
    </message>
    <message>
        <source>Permute axes</source>
        <translation>置换轴</translation>
    </message>
    <message>
        <source>Unsqueeze</source>
        <translation>增加轴</translation>
    </message>
    <message>
        <source>Squeeze</source>
        <translation>去掉轴</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>扩展</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>切片</translation>
    </message>
    <message>
        <source>Flip</source>
        <translation>翻转</translation>
    </message>
    <message>
        <source>Pad</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Concatenate</source>
        <translation>拼接</translation>
    </message>
    <message>
        <source>Stack</source>
        <translation>堆叠</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>Select by index</source>
        <translation>按下标选取</translation>
    </message>
    <message>
        <source>Gather</source>
        <translation>收集</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Detach</source>
        <translation>断开梯度</translation>
    </message>
</context>
<context>
    <name>structure</name>
    <message>
        <source>block pattern: </source>
        <translation>分块：</translation>
    </message>
    <message>
        <source>the weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>the mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>sliding kernel: </source>
        <translation>滑动核：</translation>
    </message>
    <message>
        <source>sliding window: </source>
        <translation>滑动窗：</translation>
    </message>
    <message>
        <source>sliding kernel</source>
        <translation>滑动核</translation>
    </message>
    <message>
        <source>a block for each query: Vᵀ·(diag(p) − p·pᵀ)·K/√d</source>
        <translation>每个查询一块：Vᵀ·(diag(p) − p·pᵀ)·K/√d</translation>
    </message>
    <message>
        <source>block pattern: I ⊗ patches of the input</source>
        <translation>分块：I ⊗ 输入的小块</translation>
    </message>
    <message>
        <source>broadcast</source>
        <translation>广播</translation>
    </message>
    <message>
        <source>composed: a product</source>
        <translation>复合：乘积</translation>
    </message>
    <message>
        <source>composed: a sum</source>
        <translation>复合：和</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>稠密</translation>
    </message>
    <message>
        <source>dense, batch by batch</source>
        <translation>稠密，逐批</translation>
    </message>
    <message>
        <source>dense: every key through every score</source>
        <translation>稠密：每个键经每个分数</translation>
    </message>
    <message>
        <source>diagonal</source>
        <translation>对角</translation>
    </message>
    <message>
        <source>diagonal, repeated by broadcasting</source>
        <translation>对角，经广播重复</translation>
    </message>
    <message>
        <source>identity</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>log-softmax blocks: I − 1·pᵀ</source>
        <translation>对数 softmax 块：I − 1·pᵀ</translation>
    </message>
    <message>
        <source>lower triangles of ones</source>
        <translation>全 1 下三角</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>normalisation blocks: diagonal plus rank two</source>
        <translation>归一化块：对角加秩二</translation>
    </message>
    <message>
        <source>one row</source>
        <translation>一行</translation>
    </message>
    <message>
        <source>scaled identity</source>
        <translation>数量矩阵</translation>
    </message>
    <message>
        <source>scaled sum</source>
        <translation>带系数的和</translation>
    </message>
    <message>
        <source>selection</source>
        <translation>选取</translation>
    </message>
    <message>
        <source>softmax blocks: diag(p) − p·pᵀ</source>
        <translation>softmax 块：diag(p) − p·pᵀ</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>求和</translation>
    </message>
    <message>
        <source>weighted sum</source>
        <translation>加权和</translation>
    </message>
    <message>
        <source>zero</source>
        <translation>零</translation>
    </message>
    <message>
        <source>%1, diagonal in %2</source>
        <translation>%1，对 %2 对角</translation>
    </message>
    <message>
        <source>contraction of the other operands</source>
        <translation>其余操作数的缩并</translation>
    </message>
    <message>
        <source>composed: a product of %1 maps</source>
        <translation>复合：%1 个映射的乘积</translation>
    </message>
    <message>
        <source>composed: a sum over paths through %1 maps</source>
        <translation>复合：经过 %1 个映射的各路径之和</translation>
    </message>
    <message>
        <source>Kronecker: </source>
        <translation>克罗内克：</translation>
    </message>
    <message>
        <source>Cholesky: </source>
        <translation>Cholesky：</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>rows reordered</source>
        <translation>行重排</translation>
    </message>
    <message>
        <source>batch by batch</source>
        <translation>逐批</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>scaled broadcast</source>
        <translation>带系数的广播</translation>
    </message>
    <message>
        <source>scaled selection</source>
        <translation>带系数的选取</translation>
    </message>
</context>
</TS>

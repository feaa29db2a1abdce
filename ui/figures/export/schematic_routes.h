#pragma once

#include "ui/figures/export/free_places.h"
#include "ui/figures/export/schematic.h"

namespace ui {

/// Gives the edges of a plan their lines, around nodes and the numbers of a circuit; `places` takes nodes,
/// lines and the numbers. `gathered`: rows are so near together that edges pass close to what is written.
void leadEdges(SchematicPlan& plan, const SchematicExtents& written, FreePlaces& places,
               bool gathered = false);

/// Places what is written at nodes and edges where it covers nothing, and measures the drawing.
void placeSchematicLabels(SchematicPlan& plan, const SchematicExtents& written, FreePlaces& places);

/// How wide a label at a node or edge is on a page.
double schematicLabelWidth(const WireLabel& label);

}  // namespace ui

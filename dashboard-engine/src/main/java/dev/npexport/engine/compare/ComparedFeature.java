package dev.npexport.engine.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One feature as one side has it.
 *
 * @param columns by SAEDashboard's names
 * @param values how the values of examples are written
 * @param bounds how the bounds of intervals are written
 * @param document its {@code features/{index}.json}
 */
record ComparedFeature(
    int index,
    Map<String, Column> columns,
    List<ComparedExample> examples,
    Writing values,
    Writing bounds,
    Optional<JsonNode> document) {}

package dev.npexport.api.export;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of the history. */
@Schema(name = "ExportPage")
record ExportPage(
    List<ExportView> items,
    @Schema(description = "Counts from 0") int page,
    int size,
    @Schema(description = "Items on all pages together") long total,
    @Schema(description = "Number of exports by status, with the other filters applied")
        Map<String, Long> totals) {

  static ExportPage of(ExportQueries.History history, ExportViews views) {
    return new ExportPage(
        history.page().items().stream().map(views::brief).toList(),
        history.page().page(),
        history.page().size(),
        history.page().total(),
        history.totals().entrySet().stream()
            .collect(Collectors.toMap(entry -> entry.getKey().wire(), Map.Entry::getValue)));
  }
}

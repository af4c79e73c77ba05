package dev.npexport.api.paging;

import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One page of a list.
 *
 * @param page counts from 0
 * @param total of all pages
 */
public record Page<T>(
    List<T> items,
    @Schema(description = "Counts from 0") int page,
    int size,
    @Schema(description = "Items on all pages together") long total) {

  public <R> Page<R> map(Function<T, R> view) {
    return new Page<>(items.stream().map(view).toList(), page, size, total);
  }
}

package dev.npexport.engine.compare;

import java.util.List;

/**
 * What came of one field.
 *
 * @param compared numbers and texts that both sides have
 * @param different how many of them differ, or are there on one side only
 * @param ties entries that stand at another rank because, as written, they tie with another
 * @param largest difference between two numbers, 0 if only texts differ
 * @param places where the first differences are, with both values
 */
public record FieldResult(
    String field, long compared, long different, long ties, double largest, List<String> places) {}

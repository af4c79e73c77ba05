package dev.npexport.api.paging;

import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.ProblemItem;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads query parameters and keeps everything that is wrong with them, the unknown ones too: a
 * misspelt filter that is ignored would answer with rows that nobody asked for.
 */
public final class QueryParameters {

  public static final int MAX_PAGE_SIZE = 200;
  static final int MAX_PAGE = 1_000_000;
  static final int DEFAULT_PAGE_SIZE = 50;

  private final MultivaluedMap<String, String> given;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<ProblemItem> problems = new ArrayList<>();

  public QueryParameters(UriInfo uri) {
    this.given = uri.getQueryParameters();
  }

  public int page() {
    return integer("page", 0, MAX_PAGE).orElse(0);
  }

  public int size() {
    return integer("size", 1, MAX_PAGE_SIZE).orElse(DEFAULT_PAGE_SIZE);
  }

  public Optional<Integer> integer(String name, int min, int max) {
    String expected = "a whole number from %d to %d".formatted(min, max);
    return value(name, expected, Integer::valueOf, number -> number >= min && number <= max);
  }

  /** A number from 0 to 1. */
  public Optional<Double> share(String name) {
    return value(
        name, "a number from 0 to 1", Double::valueOf, number -> number >= 0 && number <= 1);
  }

  /** Text without NUL, which the database cannot hold; an empty one counts as absent. */
  public Optional<String> text(String name, int max) {
    return value(
            name,
            "at most %d characters".formatted(max),
            text -> text,
            text -> text.length() <= max && text.indexOf('\0') < 0)
        .filter(text -> !text.isBlank());
  }

  public Optional<UUID> uuid(String name) {
    return value(name, "a UUID", UUID::fromString, id -> true);
  }

  public Optional<Instant> instant(String name) {
    return value(
        name,
        "a time such as 2026-01-31T12:00:00Z",
        text -> OffsetDateTime.parse(text).toInstant(),
        time -> true);
  }

  /** A choice by its wire name; {@code parse} throws IllegalArgumentException for others. */
  public <T> Optional<T> choice(String name, List<String> choices, Function<String, T> parse) {
    return value(
        name,
        "one of " + String.join(", ", choices),
        text -> choose(choices, text, parse),
        v -> true);
  }

  /** Throws everything found, once all known parameters were read. */
  public void check() {
    given.keySet().stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .forEach(
            name -> add(name, "unknown query parameter; known here: " + String.join(", ", known)));
    if (!problems.isEmpty()) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, problems);
    }
  }

  private static <T> T choose(List<String> choices, String text, Function<String, T> parse) {
    if (!choices.contains(text)) {
      throw new IllegalArgumentException(text);
    }
    return parse.apply(text);
  }

  private <T> Optional<T> value(
      String name, String expected, Function<String, T> parse, Function<T, Boolean> fits) {
    known.add(name);
    List<String> texts = given.getOrDefault(name, List.of());
    if (texts.size() > 1) {
      add(name, "given %d times, expected once".formatted(texts.size()));
    }
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    try {
      T parsed = parse.apply(texts.getFirst());
      if (fits.apply(parsed)) {
        return Optional.of(parsed);
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // said below, in the same words as for a value out of range
    }
    add(name, "expected %s, found \"%s\"".formatted(expected, shortened(texts.getFirst())));
    return Optional.empty();
  }

  private static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }

  private void add(String name, String message) {
    problems.add(ProblemItem.of(ErrorCode.INVALID_PARAMETER, name, message));
  }
}

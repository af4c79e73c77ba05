package dev.npexport.engine.format.label;

import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of one label row as text, by name; empty ones are absent. Turns them into a {@link
 * Label} or says which of them is wrong.
 */
final class LabelRow {

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Path file;
  private final String where;
  private final Map<String, String> fields = new LinkedHashMap<>();

  LabelRow(Path file, String where) {
    this.file = file;
    this.where = where;
  }

  /** Sets a field; an empty value counts as absent. */
  LabelRow set(String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
    return this;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** The required index. */
  int index(String name) {
    String text = text(name).orElseThrow(() -> missing(name));
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw invalid(name, text, "a feature index");
    }
  }

  Optional<Double> number(String name) {
    return text(name)
        .map(
            text -> {
              try {
                double value = Double.parseDouble(text.strip());
                if (Double.isFinite(value) && text.strip().matches("[-+0-9.eE]+")) {
                  return value;
                }
              } catch (NumberFormatException e) {
                throw invalid(name, text, "a number");
              }
              throw invalid(name, text, "a finite number");
            });
  }

  /** A time, in UTC with milliseconds; one without a zone is UTC already. */
  Optional<String> time(String name) {
    return text(name)
        .map(
            text -> {
              try {
                return UTC.format(parseTime(text.strip().replace(' ', 'T')));
              } catch (DateTimeParseException e) {
                throw invalid(name, text, "a time such as 2026-01-31T12:00:00.000Z");
              }
            });
  }

  private static Instant parseTime(String text) {
    boolean zoned = text.endsWith("Z") || text.matches(".*T.*[+-]\\d\\d(:?\\d\\d)?");
    return zoned
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }

  InputException missing(String name) {
    return new InputException(
        Problem.of(ProblemCode.MISSING_FIELD, file, where + " field " + name, "is missing"));
  }

  InputException invalid(String name, String found, String expected) {
    String shown = found.length() > 60 ? found.substring(0, 60) + "…" : found;
    return new InputException(
        Problem.of(
            ProblemCode.INVALID_FIELD,
            file,
            where + " field " + name,
            "is "
                + (shown.startsWith("\"") ? shown : "\"" + shown + "\"")
                + "; expected "
                + expected));
  }
}

package dev.npexport.worker.feature;

import dev.npexport.engine.FeatureRow;
import dev.npexport.engine.format.label.Label;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of PostgreSQL's text COPY format: tabs between columns, {@code \N} for null. */
final class CopyText {

  private static final String NULL = "\\N";

  private CopyText() {}

  static byte[] line(String saeId, FeatureRow row) {
    StringBuilder line = new StringBuilder(160);
    line.append(saeId).append('\t').append(row.featureIndex());
    Optional<Label> label = row.label();
    text(line, label.flatMap(Label::label));
    text(line, label.flatMap(Label::category));
    text(line, label.flatMap(Label::description));
    text(line, label.flatMap(Label::method));
    text(line, label.flatMap(Label::model));
    line.append('\t').append(label.flatMap(Label::score).map(String::valueOf).orElse(NULL));
    text(line, label.map(present -> "file"));
    text(line, label.flatMap(Label::createdAt));
    line.append('\t').append(row.activationFrequency());
    line.append('\t').append(row.activationCount());
    line.append('\t').append(row.maxActivation());
    line.append('\t').append(row.meanActivation());
    line.append('\t').append(row.isDead());
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** PostgreSQL's text cannot hold U+0000; it is left out as the archive leaves it out. */
  private static void text(StringBuilder line, Optional<String> value) {
    line.append('\t');
    if (value.isEmpty()) {
      line.append(NULL);
      return;
    }
    String text = value.get();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> line.append("\\\\");
        case '\t' -> line.append("\\t");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\0' -> {}
        default -> line.append(c);
      }
    }
  }
}

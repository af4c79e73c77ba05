package dev.npexport.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What docs/operating.md and the alert rules promise, for tests that hold services to it. */
public final class OperatingDocument {

  private static final Path DOCUMENT = Path.of("../docs/operating.md");
  private static final Path ALERTS = Path.of("../deploy/prometheus/alerts.yml");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern METRIC = Pattern.compile("\\bnpexport_[a-z_]+");
  private static final Pattern ALERT = Pattern.compile("alert: (\\w+)");
  private static final String BOTH = "both";

  private OperatingDocument() {}

  /**
   * A documented setting.
   *
   * @param defaultValue as the table has it, without its code marks
   */
  private record Setting(String key, String defaultValue) {}

  /** Metrics of a service, {@code API} or {@code worker}. */
  public static Set<String> metrics(String service) throws IOException {
    return table("Metrics").stream()
        .filter(row -> isOf(row, service))
        .map(row -> name(row).replaceFirst("\\{.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Set by the launcher only, and by system property: nothing that somebody operates. */
  private static final Set<String> UNDOCUMENTED = Set.of("npexport.exit-with-parent");

  private static final String BACKEND = "npexport.backend";
  private static final String TARGETS = "npexport.targets.NAME.…";

  /**
   * Requires that the table has these keys and no others, each with its default.
   *
   * @param keys those of a service, with what they are without being set
   */
  public static void requireSame(String service, Map<String, Optional<String>> keys)
      throws IOException {
    Map<String, String> documented = new TreeMap<>();
    settings(service).forEach(setting -> documented.put(setting.key(), setting.defaultValue()));
    assertThat(documented).containsKeys(BACKEND, TARGETS); // which no interface has as such
    documented.keySet().removeAll(Set.of(BACKEND, TARGETS));
    Map<String, Optional<String>> expected = new TreeMap<>(keys);
    expected.keySet().removeAll(UNDOCUMENTED);
    assertThat(documented.keySet()).containsExactlyElementsOf(expected.keySet());
    expected.forEach(
        (key, value) ->
            value.ifPresent(text -> assertThat(documented).as(service).containsEntry(key, text)));
  }

  /** Settings of a service below {@code npexport}. */
  private static List<Setting> settings(String service) throws IOException {
    return table("Configuration").stream()
        .filter(row -> isOf(row, service))
        .map(row -> new Setting(name(row), row.get(2).replace("`", "")))
        .filter(setting -> setting.key().startsWith("npexport."))
        .toList();
  }

  /** Alerts that are explained. */
  public static Set<String> explainedAlerts() throws IOException {
    return table("Alerts").stream().map(row -> name(row)).collect(Collectors.toSet());
  }

  /** Alerts that there are rules for. */
  public static Set<String> alerts() throws IOException {
    return matches(ALERT, Files.readString(ALERTS));
  }

  /** Metrics that the rules ask for. */
  public static Set<String> metricsOfAlerts() throws IOException {
    String rules =
        Files.readAllLines(ALERTS).stream()
            .filter(line -> !line.strip().startsWith("#"))
            .collect(Collectors.joining("\n"));
    return matches(METRIC, rules);
  }

  /** Metrics of ours in what a service answers at {@code /q/metrics}. */
  public static Set<String> metricsIn(String scrape) {
    return scrape
        .lines()
        .filter(line -> line.startsWith("npexport_"))
        .map(line -> line.replaceFirst("[{ ].*", ""))
        .map(name -> name.replaceFirst("_seconds_(count|sum|max)$", "_seconds"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> matches(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(match.groupCount()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isOf(List<String> row, String service) {
    return row.get(1).equals(service) || row.get(1).equals(BOTH);
  }

  private static String name(List<String> row) {
    var code = CODE.matcher(row.getFirst());
    if (!code.find()) {
      throw new IllegalStateException("a row that names nothing: " + row);
    }
    return code.group(1);
  }

  /** Cells of the rows of the first table below a heading. */
  private static List<List<String>> table(String heading) throws IOException {
    List<String> lines = Files.readAllLines(DOCUMENT);
    int at = lines.indexOf("## " + heading);
    if (at < 0) {
      throw new IllegalStateException(DOCUMENT + " has no heading " + heading);
    }
    return lines.stream()
        .skip(at)
        .dropWhile(line -> !line.startsWith("|---"))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Stream.of(line.split("\\|")).skip(1).map(String::strip).toList())
        .toList();
  }
}

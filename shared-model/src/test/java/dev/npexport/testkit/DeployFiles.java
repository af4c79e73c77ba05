package dev.npexport.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What deploy/ gives a service. The files are looked through line by line: they are few, and a
 * change of their form makes a test fail rather than pass.
 */
public final class DeployFiles {

  private static final Path DEPLOY = Path.of("../deploy");
  private static final String PREFIXES = "(?:NPEXPORT|QUARKUS|RABBITMQ)_[A-Z0-9_]+";
  private static final Pattern KEY = Pattern.compile("^\\s+(" + PREFIXES + "):", Pattern.MULTILINE);
  private static final Pattern ENTRY = Pattern.compile("\\{name: (" + PREFIXES + "),");
  private static final Pattern IMAGE = Pattern.compile("(" + PREFIXES + ")=");
  private static final Pattern PORT = Pattern.compile("(?:containerPort|port): \"?(\\d+)");
  private static final String SECRET =
      "The secret npexport has QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD,"
          + " RABBITMQ_HOST, _USERNAME and _PASSWORD";

  private final String service;
  private final Properties properties = new Properties();

  /**
   * @param service module of the service under test
   */
  public DeployFiles(String service) throws IOException {
    this.service = service;
    try (var in = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
      properties.load(in);
    }
  }

  /** Environment variables that it is given anywhere. */
  public Set<String> variables() throws IOException {
    Set<String> names = new TreeSet<>();
    names.addAll(found(KEY, composed("x-environment:")));
    names.addAll(found(KEY, composed("  " + (isApi() ? "api" : "worker") + ":")));
    names.addAll(found(ENTRY, read("kubernetes/" + (isApi() ? "api" : "worker") + ".yaml")));
    names.addAll(found(IMAGE, read("images/service.Dockerfile")));
    names.addAll(secret());
    return names;
  }

  /** Those of them that are no setting of the service. */
  public Set<String> unknown(Collection<String> keys) throws IOException {
    Set<String> known =
        keys.stream().map(ConfigKeys::variable).collect(Collectors.toCollection(TreeSet::new));
    properties.stringPropertyNames().forEach(key -> known.add(ConfigKeys.variable(key)));
    for (String login : List.of("jdbc.url", "username", "password")) {
      known.add(ConfigKeys.variable("quarkus.datasource." + login));
    }
    Set<String> unknown = variables();
    unknown.removeAll(known);
    return unknown;
  }

  /** The port that the service listens on. */
  public int port() {
    return Integer.parseInt(properties.getProperty("quarkus.http.port"));
  }

  /** The ports that a file of kubernetes/ names. */
  public Set<Integer> portsOf(String file) throws IOException {
    return found(PORT, read("kubernetes/" + file)).stream()
        .map(Integer::valueOf)
        .collect(Collectors.toSet());
  }

  /** What a file of kubernetes/ has behind a key, wherever it has that. */
  public static Set<String> values(String file, String key) throws IOException {
    return found(Pattern.compile(key + ": \"?([^\\s,}\"]+)"), read("kubernetes/" + file));
  }

  /** Files of kubernetes/ that are applied. */
  public static Set<String> applied() throws IOException {
    Pattern resource = Pattern.compile("^ +- (\\S+\\.yaml)$", Pattern.MULTILINE);
    return found(resource, read("kubernetes/kustomization.yaml"));
  }

  private boolean isApi() {
    return service.equals("api-service");
  }

  /** Of the comment that says what has to be in it: {@code A_USER, _PASSWORD} share a beginning. */
  private static Set<String> secret() throws IOException {
    String text = read("kubernetes/api.yaml").replaceAll("\\R# ", " ");
    if (!text.contains(SECRET)) {
      throw new IllegalStateException("api.yaml no longer says so: " + SECRET);
    }
    return Set.of(
        "QUARKUS_DATASOURCE_JDBC_URL",
        "QUARKUS_DATASOURCE_USERNAME",
        "QUARKUS_DATASOURCE_PASSWORD",
        "RABBITMQ_HOST",
        "RABBITMQ_USERNAME",
        "RABBITMQ_PASSWORD");
  }

  /** A part of compose.yml: from a line to the next that is not further in. */
  private static String composed(String from) throws IOException {
    int depth = from.length() - from.stripLeading().length();
    List<String> lines = read("compose.yml").lines().toList();
    List<String> part =
        lines.stream()
            .dropWhile(line -> !line.startsWith(from))
            .skip(1)
            .takeWhile(line -> line.isBlank() || line.startsWith(" ".repeat(depth + 1)))
            .toList();
    if (part.isEmpty()) {
      throw new IllegalStateException("compose.yml has no part " + from);
    }
    return String.join("\n", part);
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(String file) throws IOException {
    return Files.readString(DEPLOY.resolve(file));
  }
}

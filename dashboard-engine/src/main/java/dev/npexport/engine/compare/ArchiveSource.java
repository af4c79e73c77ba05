package dev.npexport.engine.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.npexport.engine.archive.ArchivePaths;
import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** An archive of this product: its documents, and its rows where it has the Neuronpedia tree. */
final class ArchiveSource implements FeatureSource {

  private static final Pattern BATCH =
      Pattern.compile(
          "neuronpedia/v1/[^/]+/[^/]+/(features|activations)/batch-([0-9]+)\\.jsonl\\.gz");

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Writing FINE = Writing.decimals(5);
  private static final Writing VALUE = Writing.decimals(4);
  private static final Writing BOUND = Writing.decimals(3);

  /** When a row was made says nothing about its numbers, and its examples are compared as such. */
  private static final Set<String> NOT_COMPARED = Set.of("createdAt", "index");

  private final Path path;
  private final ZipFile zip;
  private final JsonNode metadata;
  private final NavigableMap<Integer, ZipEntry> documents = new TreeMap<>();
  private final List<ZipEntry> featureBatches = new ArrayList<>();
  private final List<ZipEntry> activationBatches = new ArrayList<>();

  private ArchiveSource(Path path, ZipFile zip) throws IOException {
    this.path = path;
    this.zip = zip;
    NavigableMap<Integer, ZipEntry> features = new TreeMap<>();
    NavigableMap<Integer, ZipEntry> activations = new TreeMap<>();
    for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().<ZipEntry>map(e -> e)::iterator) {
      String name = entry.getName();
      Matcher batch = BATCH.matcher(name);
      if (batch.matches()) {
        (batch.group(1).equals(ArchivePaths.FEATURE_ROWS) ? features : activations)
            .put(Integer.valueOf(batch.group(2)), entry);
      } else if (name.startsWith(ArchivePaths.FEATURES)) {
        FeatureDocuments.index(name.substring(ArchivePaths.FEATURES.length()))
            .ifPresent(index -> documents.put(index, entry));
      }
    }
    featureBatches.addAll(features.values());
    activationBatches.addAll(activations.values());
    metadata = json(zip.getEntry(ArchivePaths.METADATA));
  }

  /**
   * Opens an archive.
   *
   * @throws InputException if it is no ZIP, or none with features of this product
   */
  static ArchiveSource open(Path path) {
    try {
      ZipFile zip = new ZipFile(path.toFile());
      try {
        if (zip.getEntry(ArchivePaths.METADATA) == null) {
          throw new InputException(
              ProblemCode.UNKNOWN_FORMAT, path, ArchivePaths.METADATA, "is not in this ZIP file");
        }
        ArchiveSource source = new ArchiveSource(path, zip);
        if (source.documents.isEmpty()) {
          throw new InputException(
              ProblemCode.MALFORMED_FILE, path, ArchivePaths.FEATURES, "holds no feature");
        }
        return source;
      } catch (IOException | RuntimeException e) {
        zip.close();
        throw e;
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
  }

  @Override
  public String description() {
    return path.toString();
  }

  @Override
  public boolean isPartial() {
    return false;
  }

  @Override
  public boolean madeBySaeDashboard() {
    return false;
  }

  @Override
  public Iterator<ComparedFeature> features() {
    RowLines features = new RowLines(path, zip, featureBatches);
    RowLines activations = new RowLines(path, zip, activationBatches);
    return documents.entrySet().stream()
        .map(
            entry -> {
              int index = entry.getKey();
              JsonNode document = document(entry.getValue());
              return featureBatches.isEmpty()
                  ? FeatureDocuments.feature(index, document)
                  : feature(index, document, row(features, index), rows(activations, index));
            })
        .iterator();
  }

  private ComparedFeature feature(
      int index, JsonNode document, JsonNode row, List<JsonNode> activations) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : row.properties()) {
      if (!NOT_COMPARED.contains(field.getKey())) {
        columns.put(field.getKey(), new Column(field.getValue(), writing(field.getKey())));
      }
    }
    JsonNode source = metadata.path("activation_source");
    count(columns, "n_prompts_total", source.path("prompts"));
    count(columns, "n_tokens_in_prompt", source.path("tokens_per_prompt"));
    return new ComparedFeature(
        index,
        columns,
        activations.stream().map(ArchiveSource::example).toList(),
        VALUE,
        BOUND,
        Optional.of(document));
  }

  private static void count(Map<String, Column> columns, String field, JsonNode value) {
    if (value.isIntegralNumber()) {
      columns.put(field, new Column(IntNode.valueOf(value.asInt()), Writing.UNROUNDED));
    }
  }

  private static Writing writing(String field) {
    return switch (field) {
      case "frac_nonzero", "decoder_weights_dist", "vector" -> Writing.UNROUNDED;
      case "maxActApprox", "vectorDefaultSteerStrength" -> VALUE;
      default -> FINE;
    };
  }

  private static ComparedExample example(JsonNode row) {
    JsonNode tokens = row.path("tokens");
    TokenText[] texts = new TokenText[tokens.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = TokenText.ofText(tokens.get(i).asText());
    }
    double[] values = new double[row.path("values").size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.path("values").get(i).asDouble();
    }
    return new ComparedExample(
        row.path("binMin").asDouble(),
        row.path("binMax").asDouble(),
        row.path("binContains").asDouble(),
        texts,
        values,
        row.path("qualifyingTokenIndex").asInt());
  }

  private JsonNode row(RowLines rows, int index) {
    return Optional.of(rows)
        .filter(RowLines::hasNext)
        .map(RowLines::next)
        .filter(row -> row.path("index").asInt(-1) == index)
        .orElseThrow(
            () ->
                new InputException(
                    ProblemCode.MALFORMED_FILE,
                    path,
                    "feature " + index,
                    "is in features/, but its row is not the next in the Neuronpedia tree"));
  }

  private static List<JsonNode> rows(RowLines rows, int index) {
    List<JsonNode> found = new ArrayList<>();
    while (rows.peek().filter(row -> row.path("index").asInt(-1) == index).isPresent()) {
      found.add(rows.next());
    }
    return found;
  }

  private JsonNode document(ZipEntry entry) {
    try {
      return json(entry);
    } catch (IOException e) {
      throw new InputException(
          ProblemCode.MALFORMED_FILE, path, entry.getName(), "cannot be read: " + e.getMessage());
    }
  }

  private JsonNode json(ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return MAPPER.readTree(in);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
  }
}

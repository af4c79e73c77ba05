package dev.npexport.worker.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.Fingerprints;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.engine.format.label.LabelEdits;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.LabelEditStore;
import dev.npexport.model.path.DataRoot;
import dev.npexport.model.sae.RegisteredSae;
import dev.npexport.model.sae.SaeFiles;
import dev.npexport.worker.failure.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Makes the engine's request out of the rows of a job and its SAE. */
@ApplicationScoped
public class RequestFactory {

  private final SaeStore saes;
  private final LabelEditStore labels;
  private final DataRoot root;
  private final CreationTime creationTime;
  private final ObjectMapper json;
  private final Database database;

  @Inject
  RequestFactory(
      SaeStore saes,
      LabelEditStore labels,
      DataRoot root,
      CreationTime creationTime,
      ObjectMapper json,
      Database database) {
    this.saes = saes;
    this.labels = labels;
    this.root = root;
    this.creationTime = creationTime;
    this.json = json;
    this.database = database;
  }

  /**
   * The request of a job, with the label edits of the moment when it was planned.
   *
   * @throws dev.npexport.engine.problem.InputException for a config that is not valid
   * @throws dev.npexport.model.path.OutsideDataRootException for a path that may not be read
   */
  public ExportRequest of(ExportJob job) {
    RegisteredSae sae = database.persistently(() -> saes.get(job.saeId));
    SaeFiles files = SaeFiles.of(sae, root);
    return new ExportRequest(
        sae.id.toString(),
        sae.name,
        new InputPaths(
            files.sae(),
            files.model(),
            files.activations(),
            files.labels(),
            files.denseActivations()),
        fingerprints(read(sae.facts)),
        ExportOptionsParser.parse(read(job.config)),
        creationTime.of(job),
        root.preparedFolder(sae.id),
        database
            .persistently(() -> labels.of(job.id))
            .map(this::read)
            .map(LabelEdits::of)
            .orElse(LabelEdits.NONE));
  }

  private static Fingerprints fingerprints(JsonNode facts) {
    JsonNode prints = facts.path("fingerprints");
    return new Fingerprints(
        required(prints, "sae_weights"),
        required(prints, "unembedding"),
        required(prints, "tokenizer"),
        required(prints, "activation_cache"),
        Optional.of(prints.path("dense_activations"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue));
  }

  private static String required(JsonNode prints, String field) {
    JsonNode value = prints.path(field);
    if (!value.isTextual()) {
      throw new IllegalStateException(
          "the SAE's row holds no fingerprint %s; register it again".formatted(field));
    }
    return value.textValue();
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row holds what is not JSON", e);
    }
  }
}

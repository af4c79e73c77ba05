package dev.npexport.engine.archive.document;

import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.EngineVersion;
import dev.npexport.engine.archive.Includes;
import dev.npexport.engine.archive.text.Texts;
import dev.npexport.engine.format.activation.ActivationSource;
import dev.npexport.engine.format.sae.Architecture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Makes {@code README.md}, for a person who opens the archive a year later. */
public final class ReadmeText {

  private final ArchiveFacts facts;
  private final Includes includes;
  private final int featureCount;
  private final String backend;

  public ReadmeText(ArchiveFacts facts, Includes includes, int featureCount, String backend) {
    this.facts = facts;
    this.includes = includes;
    this.featureCount = featureCount;
    this.backend = backend;
  }

  /** The content of the file. */
  public byte[] write() {
    List<String> sections = new ArrayList<>();
    sections.add(introduction());
    sections.add(inside());
    if (!facts.warnings().isEmpty()) {
      sections.add(warnings());
    }
    sections.add(numbers());
    if (includes.saelensWeights()) {
      sections.add(weights());
    }
    if (includes.neuronpediaImport()) {
      sections.add(importing());
    }
    sections.add(checking());
    String text = String.join("\n", sections);
    return Texts.wellFormed(text).getBytes(StandardCharsets.UTF_8);
  }

  private String introduction() {
    String hook = facts.hook().name();
    String hooks = facts.sae().hookNameOut().map(out -> hook + " → " + out).orElse(hook);
    return fill(
        """
        # %s

        Dashboards of %,d features of a sparse autoencoder, made by npexport %s (backend %s) from
        activations on %,d prompts. Created %s.

        | | |
        |---|---|
        | model | %s (TransformerLens name `%s`, width %d, %d layers) |
        | hook | `%s` |
        | SAE | %s, %,d features, input width %d |
        | Neuronpedia id | `%s` |
        | SAE id | `%s` |
        """,
        line(facts.saeName()),
        featureCount,
        EngineVersion.current(),
        line(backend),
        facts.activations().prompts(),
        facts.timestamp(),
        line(facts.model().name()),
        line(facts.model().transformerLensName()),
        facts.dModel(),
        facts.layers(),
        line(hooks),
        facts.sae().architecture().wire(),
        facts.sae().dSae(),
        facts.sae().dIn(),
        facts.names().id(),
        line(facts.saeId()));
  }

  private String inside() {
    StringBuilder rows = new StringBuilder();
    row(rows, "metadata.json", "everything this page says, and every parameter, for programs");
    row(rows, "features/{index}.json", sections());
    if (includes.explanations()) {
      row(rows, "explanations/explanations.json", "all labels of the features");
    }
    if (includes.saelensWeights()) {
      row(rows, "saelens/", "configuration, weights and log10 firing frequencies for SAELens");
    }
    if (includes.neuronpediaImport()) {
      row(rows, "neuronpedia/", "the tree that Neuronpedia's importer reads");
    }
    row(rows, "manifest.json", "size and sha256 of every other file");
    return "## What is inside\n\n| path | content |\n|---|---|\n" + rows;
  }

  private String sections() {
    List<String> sections = new ArrayList<>();
    sections.add("statistics");
    if (includes.logitLens()) {
      sections.add("the tokens most promoted and suppressed");
    }
    if (includes.histograms()) {
      sections.add("histograms");
    }
    if (includes.topTokens()) {
      sections.add("the tokens it fires on");
    }
    if (includes.examples()) {
      sections.add("examples with their activations");
    }
    return "one file for each of %,d features: %s"
        .formatted(featureCount, String.join(", ", sections));
  }

  private String warnings() {
    StringBuilder text = new StringBuilder("## Warnings\n\n");
    facts.warnings().forEach(warning -> text.append("- ").append(line(warning)).append('\n'));
    return text.toString();
  }

  private String numbers() {
    ActivationSource source = facts.activations();
    String definitions = facts.options().definitions().name().toLowerCase(Locale.ROOT);
    return fill(
        """
        ## The numbers

        Definitions `%s`, version %d. The activations come from a %s cache (%s values) of %,d tokens, of
        which %,d are counted: positions of the ignored token ids %s take no part in anything. A feature
        fires where its activation is above 0; on average %.2f features fire on a counted token.
        `activation_frequency` is the share of counted tokens on which a feature fires. %s
        """,
        definitions,
        MetadataJson.DEFINITIONS_VERSION,
        source.kind(),
        source.valuePrecision(),
        source.totalTokens(),
        source.countedTokens(),
        Arrays.toString(source.ignoredTokenIds()),
        source.meanL0(),
        scale());
  }

  private String scale() {
    return facts.sae().foldsDecoderNorm()
        ? "Activations are\n"
            + "in units of decoder rows of length 1: the SAE's own value times the feature's"
            + " `decoder_norm`."
        : "Activations are\nthe SAE's own values; decoder rows are not rescaled.";
  }

  /** How what SAELens encodes to is related to the numbers in the archive. */
  private String encoding() {
    if (!facts.sae().foldsDecoderNorm()) {
      return "The weights are as they came, and `sae.encode(x)` gives the dashboards' values.\n";
    }
    if (facts.sae().architecture() == Architecture.TOPK) {
      // SAELens multiplies by the lengths itself to choose the largest.
      return "The weights are as they came, not folded. `sae.encode(x)` has the lengths of the decoder rows in\n"
          + "its values, folded or not"
          + (facts.activations().decoderNormFolded()
              ? ": they are the dashboards' values.\n"
              : ". The dashboards' values are those of the activation cache times the lengths, since\n"
                  + "it did not say that it has them; values of `sae.encode(x)` would.\n");
    }
    return """
        The weights are as they came, not folded. The dashboards' values are those of `encode` times the
        length of the decoder row, so either multiply or fold first:

        ```python
        acts = sae.encode(x) * sae.W_dec.norm(dim=-1)   # as in features/
        sae.fold_W_dec_norm(); acts = sae.encode(x)     # the same
        ```
        """;
  }

  private String weights() {
    return fill(
        """
        ## Load the weights

        ```python
        from sae_lens import SAE
        sae = SAE.load_from_disk("saelens")
        ```

        %s""",
        encoding());
  }

  private String importing() {
    return fill(
        """
        ## Import into a Neuronpedia

        `neuronpedia/` is the root of a bucket as Neuronpedia's importer reads it. Serve it by any
        S3-compatible endpoint on an IP address as bucket `neuronpedia-datasets`, start the Neuronpedia
        web application with `AWS_ENDPOINT_URL_S3` set to that endpoint, and ask for the source:

        ```sh
        curl -N "http://localhost:3000/api/admin/import?modelId=%s&sourceId=%s"
        ```

        Ids are derived from the content, so importing twice leaves one copy. For neuronpedia.org the
        tree goes to its maintainers, who sync `neuronpedia/v1` into their bucket.
        """,
        facts.names().modelId(), facts.names().sourceId());
  }

  private String checking() {
    return """
        ## Check that it is complete

        ```python
        import hashlib, json, zipfile
        archive = zipfile.ZipFile("ARCHIVE.zip")
        for e in json.loads(archive.read("manifest.json"))["entries"]:
            assert hashlib.sha256(archive.read(e["path"])).hexdigest() == e["sha256"], e["path"]
        ```
        """;
  }

  /** Not {@code formatted}: grouping and decimal marks must not depend on the machine. */
  private static String fill(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }

  private static void row(StringBuilder rows, String path, String content) {
    rows.append("| `").append(path).append("` | ").append(content).append(" |\n");
  }

  /** Names come from outside: none may break a line or a table. */
  private static String line(String text) {
    return text.replaceAll("\\p{Cntrl}", " ").replace("|", "\\|").strip();
  }
}

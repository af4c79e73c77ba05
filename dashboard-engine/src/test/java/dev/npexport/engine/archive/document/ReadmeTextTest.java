package dev.npexport.engine.archive.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.FakeSae;
import dev.npexport.engine.archive.Includes;
import dev.npexport.engine.archive.Samples;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.format.activation.ActivationSource;
import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.SaeConfig;
import dev.npexport.engine.testkit.InMemoryActivations;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the README says that SAELens's activations are related to those in the archive. */
class ReadmeTextTest {

  private static final String TIMES_LENGTH = "sae.encode(x) * sae.W_dec.norm(dim=-1)";

  @Test
  void mostArchitecturesHaveToBeMultipliedOrFolded() {
    assertThat(readme(Architecture.STANDARD, true, false)).contains(TIMES_LENGTH);
    assertThat(readme(Architecture.GATED, true, true)).contains(TIMES_LENGTH);
  }

  @Test
  void whatIsNotFoldedIsEncodedToTheSameValues() {
    assertThat(readme(Architecture.MATCHING_PURSUIT, false, false))
        .contains("`sae.encode(x)` gives the dashboards' values")
        .doesNotContain(TIMES_LENGTH);
  }

  /** See {@code GoldenSaesTest}: there SAELens has the lengths in its activations. */
  @Test
  void aTopkSaeThatRanksByLengthHasThemInItsActivations() {
    assertThat(readme(Architecture.TOPK, true, true))
        .contains("they are the dashboards' values")
        .doesNotContain(TIMES_LENGTH);
    assertThat(readme(Architecture.TOPK, true, false))
        .contains("those of the activation cache times the lengths")
        .doesNotContain(TIMES_LENGTH);
  }

  private static String readme(Architecture architecture, boolean folds, boolean cacheIsFolded) {
    SaeConfig config =
        new SaeConfig(
            architecture,
            4,
            4,
            5,
            folds,
            Optional.of("blocks.2.hook_resid_post"),
            Optional.empty(),
            Optional.of("gpt2-small"),
            Optional.empty(),
            Optional.empty(),
            JsonNodeFactory.instance.objectNode());
    ArchiveFacts facts =
        Samples.facts(
            new FakeSae(config, Map.of()),
            InMemoryActivations.random(5, 4, 6, 1),
            ExportOptions.DEFAULTS);
    ActivationSource source = facts.activations();
    ArchiveFacts folded =
        new ArchiveFacts(
            facts.saeId(),
            facts.saeName(),
            facts.sae(),
            facts.hook(),
            facts.model(),
            facts.layers(),
            facts.dModel(),
            facts.names(),
            facts.options(),
            new ActivationSource(
                source.kind(),
                source.prompts(),
                source.tokensPerPrompt(),
                source.totalTokens(),
                source.countedTokens(),
                source.ignoredTokenIds(),
                source.valuePrecision(),
                cacheIsFolded,
                source.meanL0()),
            facts.fingerprints(),
            facts.timestamp(),
            facts.warnings());
    return new String(
        new ReadmeText(folded, Includes.of(ExportOptions.DEFAULTS, true), 5, "fake").write(),
        StandardCharsets.UTF_8);
  }
}

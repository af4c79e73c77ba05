package dev.npexport.api.feature.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.model.sae.RegisteredSae;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FeatureTablesTest {

  private static final long PLENTY = 1 << 20;

  private final MadeFeatures features = new MadeFeatures(100, 5);
  private final RegisteredSae sae = sae();

  @Test
  void readsATableOnceForEachOfItsVersions() {
    FeatureTables tables = new FeatureTables(features, PLENTY);
    FeatureTable first = tables.of(sae);
    assertThat(tables.of(sae)).isSameAs(first);
    sae.featuresVersion = 2;
    features.rows.remove(features.rows.firstKey());
    FeatureTable second = tables.of(sae);
    assertThat(second.count(FeatureFilter.ALL)).isEqualTo(first.count(FeatureFilter.ALL) - 1);
    assertThat(tables.of(sae)).isSameAs(second);
    assertThat(features.reads).isEqualTo(2);
  }

  @Test
  void aTableLargerThanTheMemoryIsReadForEveryPage() {
    FeatureTables tables = new FeatureTables(features, 1024);
    assertThat(tables.of(sae).count(FeatureFilter.ALL)).isEqualTo(features.rows.size());
    tables.clean();
    assertThat(tables.of(sae).count(FeatureFilter.ALL)).isEqualTo(features.rows.size());
    assertThat(features.reads).isEqualTo(2);
  }

  private RegisteredSae sae() {
    RegisteredSae made = new RegisteredSae();
    made.id = UUID.randomUUID();
    made.dSae = features.dSae;
    made.featuresVersion = 1;
    return made;
  }
}

package dev.npexport.engine.archive.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.archive.FakeSae;
import dev.npexport.engine.archive.Samples;
import dev.npexport.engine.archive.text.TokenTexts;
import dev.npexport.engine.dashboard.FeatureDashboard;
import dev.npexport.engine.format.label.Labels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockPoolTest {

  private static final List<FeatureDashboard> LONG =
      IntStream.range(0, 40).mapToObj(Samples::live).toList();
  private static final List<FeatureDashboard> SHORT = List.of(Samples.dead(3), Samples.live(4));

  @Test
  void aBlockThatWasUsedBeforeBecomesWhatANewOneDoes() {
    BlockEncoder used = encoder(new BlockPool());
    EncodedBlock first = encode(used, LONG);
    used.release(first);
    EncodedBlock again = encode(used, SHORT);
    EncodedBlock fresh = encode(encoder(new BlockPool()), SHORT);
    assertThat(again).isSameAs(first);
    assertThat(again.features()).isEqualTo(fresh.features());
    assertThat(bytes(again.packed())).isEqualTo(bytes(fresh.packed()));
    assertThat(again.rows().keySet()).isEqualTo(fresh.rows().keySet());
    fresh
        .rows()
        .forEach(
            (folder, rows) -> {
              EncodedBlock.Rows own = again.rows().get(folder);
              assertThat(bytes(own.content())).as(folder).isEqualTo(bytes(rows.content()));
              assertThat(bytes(own.deflated())).as(folder).isEqualTo(bytes(rows.deflated()));
            });
  }

  @Test
  void aBlockThatIsNotReleasedIsNotTouched() {
    BlockEncoder encoder = encoder(new BlockPool());
    EncodedBlock kept = encode(encoder, SHORT);
    byte[] packed = bytes(kept.packed());
    assertThat(encode(encoder, LONG)).isNotSameAs(kept);
    assertThat(bytes(kept.packed())).isEqualTo(packed);
  }

  private static EncodedBlock encode(BlockEncoder encoder, List<FeatureDashboard> dashboards) {
    EncodedBlock block = encoder.take();
    encoder.features(dashboards, block);
    encoder.rows(dashboards, block);
    return block;
  }

  private static BlockEncoder encoder(BlockPool pool) {
    return new BlockEncoder(
        Samples.facts(FakeSae.of(4, 16), Samples.CACHE, Samples.options("{}")),
        Samples.CACHE,
        new TokenTexts(Samples.VOCABULARY),
        Labels.NONE,
        pool);
  }

  private static byte[] bytes(Bytes bytes) {
    return Arrays.copyOf(bytes.array(), bytes.size());
  }
}

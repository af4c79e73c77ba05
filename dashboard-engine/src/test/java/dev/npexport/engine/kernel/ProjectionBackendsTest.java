package dev.npexport.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.engine.problem.InputException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProjectionBackendsTest {

  private static final List<ProjectionBackend> TABLE =
      List.of(
          new Named("warp", Optional.of("no warp core")),
          new Named("fast", Optional.empty()),
          new Named("slow", Optional.empty()));

  @Test
  void takesTheFirstThatRunsHere() {
    assertThat(choose(Map.of(), Map.of())).isEqualTo("fast");
  }

  @Test
  void takesTheForcedOne() {
    assertThat(choose(Map.of("npexport.backend", "slow"), Map.of())).isEqualTo("slow");
    assertThat(choose(Map.of(), Map.of("NPEXPORT_BACKEND", "slow"))).isEqualTo("slow");
  }

  @Test
  void letsThePropertyWinOverTheVariable() {
    assertThat(choose(Map.of("npexport.backend", "fast"), Map.of("NPEXPORT_BACKEND", "slow")))
        .isEqualTo("fast");
  }

  @Test
  void refusesAnUnknownNameAndListsTheKnownOnes() {
    assertThatThrownBy(() -> choose(Map.of("npexport.backend", "fsat"), Map.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("fsat")
        .hasMessageContaining("warp, fast, slow");
  }

  @Test
  void refusesAForcedBackendThatCannotRunAndSaysWhy() {
    assertThatThrownBy(() -> choose(Map.of("npexport.backend", "warp"), Map.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no warp core");
  }

  @Test
  void choosesOnceForTheProcess() {
    assertThat(ProjectionBackends.choose()).isSameAs(ProjectionBackends.choose());
  }

  private static String choose(Map<String, String> properties, Map<String, String> environment) {
    return ProjectionBackends.choose(TABLE, properties::get, environment::get).name();
  }

  private record Named(String name, Optional<String> unavailable) implements ProjectionBackend {
    @Override
    public Projector open(RowSource columns, BitSet excluded) {
      throw new UnsupportedOperationException();
    }
  }
}

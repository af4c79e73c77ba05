package dev.npexport.engine.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EpilogueSourceTest {

  @Test
  void definesEveryKernelThatIsLaunchedAndNoOther() {
    var defined =
        Pattern.compile("extern \"C\" __global__ void (\\w+)\\(")
            .matcher(EpilogueSource.text())
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(defined).isEqualTo(EpilogueSource.KERNELS);
  }

  @Test
  void definesItsConstantsBeforeTheyAreUsed() {
    assertThat(EpilogueSource.text()).startsWith("#define LANES 512\n#define INFINITY_OF_DOUBLE ");
  }

  @Test
  void isPlainAscii() {
    assertThat(EpilogueSource.text().chars()).allMatch(c -> c == '\n' || c >= 32 && c < 127);
  }

  @Test
  void asksForAnArchitectureThatOldCompilersKnow() {
    assertThat(Nvrtc.architecture(75)).isEqualTo("--gpu-architecture=compute_75");
    assertThat(Nvrtc.architecture(120)).isEqualTo("--gpu-architecture=compute_80");
  }
}

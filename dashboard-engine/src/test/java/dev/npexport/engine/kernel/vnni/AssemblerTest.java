package dev.npexport.engine.kernel.vnni;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The bytes are those of the GNU assembler. */
class AssemblerTest {

  @Test
  void encodesVectorInstructions() {
    assertCode("62010540efff", a -> a.vector(Evex.VPXORD, 31, 31, 31));
    assertCode("62923d4052ee", a -> a.vector(Evex.VPDPWSSD, 5, 24, 30));
    assertCode("62e17e485be0", a -> a.vector(Evex.VCVTTPS2DQ, 20, 0, 0));
    assertCode("62b17c485cc0", a -> a.vector(Evex.VSUBPS, 0, 0, 16));
    assertCode("62f37d4808d000", a -> a.vector(Evex.VRNDSCALEPS, 2, 0, 0, 0));
    assertCode("62f16c48c2c91a", a -> a.vector(Evex.VCMPPS, 1, 2, 1, 0x1a));
    assertCode("62f17d4872f004", a -> a.vector(Evex.VPSLLD, 6, 0, 0, 4));
    assertCode("62917d496fc1", a -> a.vector(Evex.VMOVDQA32, 0, 0, 25, 1, false));
    assertCode("62627dc98bd3", a -> a.vector(Evex.VPCOMPRESSD, 26, 0, 3, 1, true));
    assertCode("62f37d4823c84e", a -> a.vector(Evex.VSHUFF32X4, 1, 0, 0, 0x4e));
  }

  @Test
  void encodesVectorInstructionsOnMemory() {
    assertCode("62d164405989 00000000", a -> a.memory(Evex.VMULPS, 1, 19, Assembler.R9, 0));
    assertCode(
        "62d17c48118424 40000000", a -> a.memory(Evex.VMOVUPS_STORE, 0, 0, Assembler.R12, 64));
    assertCode(
        "62425d48b8aa 01100000", a -> a.memory(Evex.VFMADD231PS, 29, 4, Assembler.R10, 0x1001));
    assertCode(
        "62e23d5052ba 34120000", a -> a.broadcast(Evex.VPDPWSSD, 23, 24, Assembler.RDX, 0x1234));
    assertCode("62c27d48188a 04000000", a -> a.memory(Evex.VBROADCASTSS, 17, 0, Assembler.R10, 4));
  }

  @Test
  void encodesGeneralInstructions() {
    assertCode("4c8b8710000000", a -> a.load(Assembler.R8, Assembler.RDI, 16));
    assertCode("418b8a00000000", a -> a.loadInt(Assembler.RCX, Assembler.R10, 0));
    assertCode("410f189500000000", a -> a.prefetch(Assembler.R13, 0));
    assertCode("410f0d8c2400000000", a -> a.prefetchForWriting(Assembler.R12, 0));
    assertCode("4881c200010000", a -> a.addNumber(Assembler.RDX, 256));
    assertCode("4901cb", a -> a.add(Assembler.R11, Assembler.RCX));
    assertCode("490fafc9", a -> a.multiply(Assembler.RCX, Assembler.R9));
    assertCode("4c39d9", a -> a.compare(Assembler.RCX, Assembler.R11));
    assertCode(
        "488d8c8100000000", a -> a.addFourTimes(Assembler.RCX, Assembler.RCX, Assembler.RAX));
    assertCode("41ff848300000000", a -> a.countAt(Assembler.R11, Assembler.RAX));
    assertCode("c5f893c1 f30fb8c0", a -> a.countMask(Assembler.RAX, 1));
    assertCode("c5f445ca c5f898c9", a -> a.joinMasks(1, 2));
    assertCode("4154", a -> a.push(Assembler.R12));
    assertCode("c5f877c3", Assembler::end);
  }

  @Test
  void encodesQuads() {
    assertCode("c5fc5a8100000000", a -> a.quad(0x5a, 0, 0, 0, Assembler.RCX, 0));
    assertCode("c5fd598200000000", a -> a.quad(0x59, 1, 0, 0, Assembler.RDX, 0));
    assertCode("c4e2791381 00000000", a -> a.quadHalf(0x13, 0, Assembler.RCX));
    assertCode("c4e2793381 00000000", a -> a.quadHalf(0x33, 0, Assembler.RCX));
    assertCode("c5f972f010", a -> a.shiftQuadHalf(0, 16));
    assertCode("62f27d481389 01100000", a -> a.memory(Evex.VCVTPH2PS, 1, 0, Assembler.RCX, 0x1001));
    assertCode("62f27d483389 01100000", a -> a.memory(Evex.VPMOVZXWD, 1, 0, Assembler.RCX, 0x1001));
    assertCode("c5f558c8", a -> a.quad(0x58, 1, 1, 1, 0));
  }

  @Test
  void jumpsBackAndForth() {
    assertCode(
        "0f8405000000 e9f5ffffff",
        a -> {
          Assembler.Label start = a.here();
          Assembler.Label end = new Assembler.Label();
          a.jump(Assembler.ZERO, end);
          a.jump(start);
          a.bind(end);
        });
  }

  private static void assertCode(String hex, Consumer<Assembler> write) {
    Assembler assembler = new Assembler();
    write.accept(assembler);
    assertThat(HexFormat.of().formatHex(assembler.toBytes())).isEqualTo(hex.replace(" ", ""));
  }
}

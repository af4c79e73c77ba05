package dev.npexport.engine.kernel.vnni;

/**
 * The AVX-512 instructions in use, all on 16 lanes of 32 bits.
 *
 * <p>{@code prefix}: 0 none, 1 66, 2 F3; {@code map}: 1 0F, 2 0F 38, 3 0F 3A.
 */
enum Evex {
  /** Load. */
  VMOVUPS(0, 1, 0x10),
  /** Store: the first operand is what is stored. */
  VMOVUPS_STORE(0, 1, 0x11),
  VMOVSS_STORE(2, 1, 0x11),
  VMOVDQA32(1, 1, 0x6f),
  VBROADCASTSS(1, 2, 0x18),
  VADDPS(0, 1, 0x58),
  VSUBPS(0, 1, 0x5c),
  VMULPS(0, 1, 0x59),
  VMAXPS(0, 1, 0x5f),
  VMINPS(0, 1, 0x5d),
  VFMADD231PS(1, 2, 0xb8),
  VRNDSCALEPS(1, 3, 0x08),
  VCMPPS(0, 1, 0xc2),
  VCVTPH2PS(1, 2, 0x13),
  VPMOVZXWD(1, 2, 0x33),
  VCVTDQ2PS(0, 1, 0x5b),
  VCVTTPS2DQ(2, 1, 0x5b),
  VPXORD(1, 1, 0xef),
  VPORD(1, 1, 0xeb),
  VPANDD(1, 1, 0xdb),
  VPADDD(1, 1, 0xfe),
  /** Its operands change places: the target is the one given last. */
  VPCOMPRESSD(1, 2, 0x8b),
  VSHUFF32X4(1, 3, 0x23),
  VPERMILPS(1, 3, 0x04),
  /** {@code sum += a.low * b.low + a.high * b.high} of signed 16 bits, in 32 bits. */
  VPDPWSSD(1, 2, 0x52),
  /** Shift by an immediate: the number of the register is 6, its target the first operand. */
  VPSLLD(1, 1, 0x72);

  private final int prefix;
  private final int map;
  private final int opcode;

  Evex(int prefix, int map, int opcode) {
    this.prefix = prefix;
    this.map = map;
    this.opcode = opcode;
  }

  int prefix() {
    return prefix;
  }

  int map() {
    return map;
  }

  int opcode() {
    return opcode;
  }
}

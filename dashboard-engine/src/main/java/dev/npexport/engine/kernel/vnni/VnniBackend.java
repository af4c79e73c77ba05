package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.ResidentBytes;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.nd4j.Nd4jBackend;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Products of 16-bit integers by AVX512-VNNI, from machine code of our own: no library is needed.
 * What their error bound leaves open is scored again, selected columns in float64, the counts of
 * histograms in float32.
 */
public final class VnniBackend implements ProjectionBackend {

  /** Bytes of prepared columns that are kept between calls; see {@link ResidentBytes}. */
  public static final String RESIDENT_BYTES = "npexport.vnni.resident-bytes";

  private static final Logger LOG = LoggerFactory.getLogger(VnniBackend.class);

  /** Its name, and that of its projectors. */
  static final String NAME = "vnni";

  private final CpuFlags flags;
  private final Supplier<MachineCode> code;

  public VnniBackend() {
    this(CpuFlags.ofThisMachine(), () -> Made.CODE);
  }

  /**
   * @param code is asked for where the processor can run it
   */
  VnniBackend(CpuFlags flags, Supplier<MachineCode> code) {
    this.flags = flags;
    this.code = code;
  }

  /** Made when it is first asked for, and once. */
  private static final class Made {
    private static final MachineCode CODE = MachineCode.make(Pages::code);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unavailable() {
    return flags.problem().or(() -> code.get().problem());
  }

  /** Columns too many to be kept in 16 bits are served by the float32 product instead. */
  @Override
  public Projector open(RowSource columns, BitSet excluded) {
    MachineCode made = code.get();
    Kernels kernels =
        made.kernels().orElseThrow(() -> new IllegalStateException(made.problem().orElse("")));
    long resident = ResidentBytes.of(RESIDENT_BYTES);
    long count = columns.rows() - excluded.cardinality();
    long packed = PackedColumns.packedBytes(count, columns.width());
    if (packed > resident) {
      LOG.info(
          "{} columns of {} take {} bytes in 16 bits, more than the {} of {}: nd4j multiplies them",
          count,
          columns.width(),
          packed,
          resident,
          RESIDENT_BYTES);
      return new Nd4jBackend().open(columns, excluded);
    }
    return new VnniProjector(kernels, PackedColumns.open(columns, excluded, resident));
  }
}

// What is kept of a block of product rows. A block of threads has one row, a thread one lane: entries
// lane, lane + LANES, ... Nothing is shared between threads but integer counters, so the outcome
// does not depend on the order in which they run. Row r starts at product + r * stride.

// Largest and smallest entry of each lane: [rows, LANES] each.
extern "C" __global__ void lanes(
    const float *product, int columns, long long stride, double *largest, double *smallest) {
  const float *row = product + blockIdx.x * stride;
  double most = -INFINITY_OF_DOUBLE;
  double least = INFINITY_OF_DOUBLE;
  for (int i = threadIdx.x; i < columns; i += LANES) {
    double value = row[i];
    most = value > most ? value : most;
    least = value < least ? value : least;
  }
  largest[blockIdx.x * LANES + threadIdx.x] = most;
  smallest[blockIdx.x * LANES + threadIdx.x] = least;
}

// Entries that can be among the largest or the smallest: reach has two bounds a row. found and
// values are [rows, capacity]; counts may end above the capacity, then the row did not fit.
extern "C" __global__ void candidates(
    const float *product, int columns, long long stride, const double *column_lengths,
    const double *row_lengths, double relative, double absolute, const double *reach, int capacity,
    int *counts, int *found, float *values) {
  const float *row = product + blockIdx.x * stride;
  double scale = relative * row_lengths[blockIdx.x];
  double top = reach[2 * blockIdx.x];
  double bottom = reach[2 * blockIdx.x + 1];
  for (int i = threadIdx.x; i < columns; i += LANES) {
    double value = row[i];
    double error = scale * column_lengths[i] + absolute;
    if (value + error >= top || error - value >= bottom) {
      int at = atomicAdd(&counts[blockIdx.x], 1);
      if (at < capacity) {
        found[blockIdx.x * capacity + at] = i;
        values[blockIdx.x * capacity + at] = row[i];
      }
    }
  }
}

// Counts over bins, edges [rows, bins + 1]: in bin b if edge b <= value < edge b + 1, the largest in
// the last. counts is [rows, bins].
extern "C" __global__ void histogram(
    const float *product, int columns, long long stride, const double *edges, int bins,
    int *counts) {
  const float *row = product + blockIdx.x * stride;
  const double *edge = edges + (long long)blockIdx.x * (bins + 1);
  double scale = bins / (edge[bins] - edge[0]);
  for (int i = threadIdx.x; i < columns; i += LANES) {
    double value = row[i];
    double guess = (value - edge[0]) * scale;
    int bin = guess > 0 ? (guess < bins - 1 ? (int)guess : bins - 1) : 0;
    while (bin > 0 && value < edge[bin]) {
      bin--;
    }
    while (bin < bins - 1 && value >= edge[bin + 1]) {
      bin++;
    }
    atomicAdd(&counts[(long long)blockIdx.x * bins + bin], 1);
  }
}

// Squared distances from the row's mean, summed by lane: [rows, LANES].
extern "C" __global__ void squares(
    const float *product, int columns, long long stride, const double *means, double *sums) {
  const float *row = product + blockIdx.x * stride;
  double mean = means[blockIdx.x];
  double sum = 0;
  for (int i = threadIdx.x; i < columns; i += LANES) {
    double distance = row[i] - mean;
    sum += distance * distance;
  }
  sums[blockIdx.x * LANES + threadIdx.x] = sum;
}

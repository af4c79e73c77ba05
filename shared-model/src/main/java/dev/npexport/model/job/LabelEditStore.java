package dev.npexport.model.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Labels that people edited, as a JSON list of rows with the fields of a labels file ({@code
 * feature_index}, {@code label}, {@code category}, {@code description}, {@code method}, {@code
 * model}, {@code score}, {@code created_at}), in index order; a row without a text clears its
 * feature. A job keeps those of the moment it was planned, so that an edit made meanwhile does not
 * show in a part of its shards.
 */
@ApplicationScoped
@Transactional
public class LabelEditStore {

  private static final String ROWS =
      """
      select cast(coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'feature_index', feature_index, 'label', label, 'category', category,
        'description', description, 'method', label_method, 'model', label_model,
        'score', label_score,
        'created_at', to_char(label_created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        )) order by feature_index), '[]') as text)
      from features where label_source = 'api'
      """;

  private final JobRows rows;

  @Inject
  LabelEditStore(JobRows rows) {
    this.rows = rows;
  }

  /** What a job was planned with; empty before. */
  public Optional<String> of(UUID jobId) {
    return rows
        .rows(
            String.class,
            "select cast(edits as text) from export_label_edits where job_id = :job",
            Map.of("job", jobId))
        .stream()
        .findFirst();
  }

  /** The present edits of a job's SAE. */
  String present(UUID jobId) {
    return rows.rows(
            String.class,
            ROWS + " and sae_id = (select sae_id from neuronpedia_export_jobs where id = :job)",
            Map.of("job", jobId))
        .getFirst();
  }

  /** Whether an earlier planning of the job kept these very edits. */
  boolean has(UUID jobId, String edits) {
    return !rows.rows(
            Integer.class,
            "select 1 from export_label_edits where job_id = :job and edits = cast(:edits as jsonb)",
            Map.of("job", jobId, "edits", edits))
        .isEmpty();
  }

  /** Keeps edits for a job. */
  void keep(UUID jobId, String edits) {
    rows.update(
        """
        insert into export_label_edits (job_id, edits) values (:job, cast(:edits as jsonb))
        on conflict (job_id) do update set edits = excluded.edits
        """,
        Map.of("job", jobId, "edits", edits));
  }
}

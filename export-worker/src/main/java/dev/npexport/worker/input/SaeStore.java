package dev.npexport.worker.input;

import dev.npexport.model.sae.RegisteredSae;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Reads registered SAEs. */
@ApplicationScoped
public class SaeStore {

  /** The SAE of a job, which cannot go while the job is there. */
  @Transactional
  public RegisteredSae get(UUID id) {
    return RegisteredSae.findById(id);
  }
}

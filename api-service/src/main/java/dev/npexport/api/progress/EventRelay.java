package dev.npexport.api.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.npexport.model.message.JobEvent;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Takes the events of all jobs from the broker. */
@ApplicationScoped
class EventRelay {

  private static final Logger LOG = Logger.getLogger(EventRelay.class);

  private final ProgressHub hub;
  private final ObjectReader reader;

  @Inject
  EventRelay(ProgressHub hub, ObjectMapper json) {
    this.hub = hub;
    // A worker that is a version ahead may say more than is understood here.
    this.reader =
        json.readerFor(JobEvent.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  @Incoming("events")
  void take(JsonObject event) {
    try {
      hub.relay(reader.readValue(event.encode()));
    } catch (JsonProcessingException e) {
      // Subscribers lose nothing: the rows are read again a moment later.
      LOG.warnf("an event that cannot be read: %s", e.getOriginalMessage());
    }
  }
}

package dev.npexport.worker.message;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.model.broker.Broker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads message bodies; what is not one of ours is put away, so that it does not come again. */
@ApplicationScoped
public class MessageReader {

  private static final Logger LOG = Logger.getLogger(MessageReader.class);

  private final ObjectMapper json;
  private final Broker broker;

  @Inject
  MessageReader(ObjectMapper json, Broker broker) {
    this.json = json;
    this.broker = broker;
  }

  /** The message, or empty after it was put on {@code npexport.dead} as it is. */
  public <T> Optional<T> read(String source, byte[] body, Class<T> type) {
    try {
      return Optional.of(json.readValue(body, type));
    } catch (IOException e) {
      LOG.errorf("a message on %s that cannot be read: %s", source, e.getMessage());
      broker.unreadable(body);
      return Optional.empty();
    }
  }
}

package dev.npexport.standalone.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;

/** Puts the events of a job's WebSocket into a queue. */
final class JobEvents implements WebSocket.Listener {

  private final ObjectMapper json = new ObjectMapper();
  private final StringBuilder text = new StringBuilder();
  private final BlockingQueue<ExportStatus> queue;

  JobEvents(BlockingQueue<ExportStatus> queue) {
    this.queue = queue;
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      try {
        queue.add(ExportStatus.of(json.readTree(text.toString())));
      } catch (JsonProcessingException e) {
        // The follower asks for the status itself when no event comes; close a broken channel.
        socket.abort();
      }
      text.setLength(0);
    }
    socket.request(1);
    return null;
  }
}

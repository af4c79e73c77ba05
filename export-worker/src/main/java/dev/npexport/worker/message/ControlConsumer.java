package dev.npexport.worker.message;

import dev.npexport.model.message.ControlMessage;
import dev.npexport.worker.running.RunningWorks;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of cancelled jobs. Should a message be lost, the next heartbeat finds out as well. */
@ApplicationScoped
class ControlConsumer {

  private final RunningWorks works;
  private final MessageReader reader;

  @Inject
  ControlConsumer(RunningWorks works, MessageReader reader) {
    this.works = works;
    this.reader = reader;
  }

  @Incoming("control")
  @Blocking("control")
  void cancelled(byte[] body) {
    reader
        .read("npexport.control", body, ControlMessage.class)
        .ifPresent(message -> works.lookAgain(message.jobId()));
  }
}

package dev.npexport.model.recovery;

import dev.npexport.model.broker.Broker;
import dev.npexport.model.broker.BrokerUnavailableException;
import dev.npexport.model.message.DeadMessage;
import dev.npexport.model.message.JobEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

@Alternative
@Priority(1)
@Singleton
class FakeBroker implements Broker {

  final List<String> sent = new CopyOnWriteArrayList<>();
  volatile boolean down;
  volatile long waiting;

  @Override
  public void job(UUID jobId) {
    send("job " + jobId);
  }

  @Override
  public void shard(UUID jobId, int number) {
    send("shard " + number + " of " + jobId);
  }

  @Override
  public void event(JobEvent event) {
    send(event.type() + " " + event.jobId());
  }

  @Override
  public void control(UUID jobId) {
    send("control " + jobId);
  }

  @Override
  public void dead(DeadMessage message) {
    send("dead " + message.jobId());
  }

  @Override
  public void unreadable(byte[] body) {
    send("unreadable");
  }

  @Override
  public long waiting(String queue) {
    if (down) {
      throw new BrokerUnavailableException("down");
    }
    return waiting;
  }

  @Override
  public boolean reachable() {
    return !down;
  }

  private void send(String message) {
    if (down) {
      throw new BrokerUnavailableException("down");
    }
    sent.add(message);
  }
}

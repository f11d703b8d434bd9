package io.gyre.publisher.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.error.PublishException.Persistence;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class KafkaErrorsTest {
    private static final Map<Exception, String> CODES = Map.ofEntries(
            Map.entry(new TimeoutException("no broker"), "broker-unavailable"),
            Map.entry(new KafkaException("whatever comes new"), "broker-unavailable"),
            Map.entry(new ProducerFencedException("fenced"), "broker-fenced"),
            Map.entry(new InvalidProducerEpochException("fenced"), "broker-fenced"),
            Map.entry(new TransactionAbortedException("aborted"), "broker-transaction-aborted"),
            Map.entry(new InterruptException("closing"), "publisher-closing"),
            Map.entry(new SaslAuthenticationException("who?"), "broker-not-authenticated"),
            Map.entry(new TopicAuthorizationException("no"), "broker-not-authorised"),
            Map.entry(new TransactionalIdAuthorizationException("no"), "broker-not-authorised"),
            Map.entry(new UnknownTopicOrPartitionException("none"), "broker-unknown-topic"),
            Map.entry(new RecordTooLargeException("large"), "broker-record-too-large"),
            Map.entry(new ConfigException("acks"), "broker-configuration"));
    private static final List<String> PASSING = List.of("broker-unavailable", "broker-fenced",
            "broker-transaction-aborted", "publisher-closing");

    @Test
    void whatPassesIsToldFromWhatSomeoneMustCure() {
        try {
            CODES.forEach((error, code) -> {
                BrokerException sorted = KafkaErrors.of("sending", new ExecutionException(error));
                assertEquals(code, sorted.code(), error::toString);
                assertEquals(PASSING.contains(code) ? Persistence.PASSING : Persistence.PERMANENT,
                        sorted.persistence(), error::toString);
                assertTrue(String.valueOf(sorted.getMessage()).startsWith("sending: "), sorted::toString);
            });
        } finally {
            // Kafka's own InterruptException interrupts the thread that makes it.
            Thread.interrupted();
        }
    }

    @Test
    void theCauseWithinAnErrorDecides() {
        var wrapped = new KafkaException("cannot go on",
                new KafkaException("because", new RecordTooLargeException("x")));
        assertEquals("broker-record-too-large", KafkaErrors.of("sending", wrapped).code());
    }

    @Test
    void theWordsAreThoseOfWhatHappened() {
        assertEquals("looking: no broker; it is tried again, the chunk stays where it is",
                KafkaErrors.of("looking", new ExecutionException(new TimeoutException("no broker"))).getMessage());
        assertEquals("looking: told to stop", KafkaErrors.of("looking", new InterruptedException()).getMessage());
        assertEquals("looking: KafkaException; it is tried again, the chunk stays where it is",
                KafkaErrors.of("looking", new KafkaException()).getMessage());
    }
}

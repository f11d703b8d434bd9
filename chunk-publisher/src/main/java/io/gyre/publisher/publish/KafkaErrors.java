package io.gyre.publisher.publish;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.error.BrokerException.Kind;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Sorts what Kafka's clients throw into errors that pass and errors that someone must cure. */
final class KafkaErrors {
    private static final int MAX_CAUSES = 16;

    private KafkaErrors() {}

    /** @param what was being done, as the beginning of a sentence */
    static BrokerException of(String what, Throwable error) {
        Throwable at = error;
        for (int i = 0; at != null && i < MAX_CAUSES; i++) {
            Kind kind = kind(at);
            if (kind != null) {
                return new BrokerException(kind, what + ": " + words(at) + advice(kind), error);
            }
            at = at.getCause();
        }
        return new BrokerException(Kind.UNAVAILABLE, what + ": " + words(error) + advice(Kind.UNAVAILABLE), error);
    }

    /** Futures wrap what happened; some exceptions have no message. */
    private static String words(Throwable error) {
        Throwable cause = error.getCause();
        if (error instanceof ExecutionException && cause != null) {
            return words(cause);
        } else if (error instanceof InterruptedException) {
            return "told to stop";
        }
        String message = error.getMessage();
        return message == null ? error.getClass().getSimpleName() : message;
    }

    private static @Nullable Kind kind(Throwable error) {
        return switch (error) {
            case AuthenticationException e -> Kind.NOT_AUTHENTICATED;
            case AuthorizationException e -> Kind.NOT_AUTHORISED;
            case UnknownTopicOrPartitionException e -> Kind.UNKNOWN_TOPIC;
            case InvalidTopicException e -> Kind.UNKNOWN_TOPIC;
            case RecordTooLargeException e -> Kind.TOO_LARGE;
            case RecordBatchTooLargeException e -> Kind.TOO_LARGE;
            case ProducerFencedException e -> Kind.FENCED;
            case InvalidProducerEpochException e -> Kind.FENCED;
            case TransactionAbortedException e -> Kind.ABORTED;
            case InterruptException e -> Kind.CLOSING;
            case InterruptedException e -> Kind.CLOSING;
            case ConfigException e -> Kind.CONFIGURATION;
            case InvalidConfigurationException e -> Kind.CONFIGURATION;
            default -> null;
        };
    }

    private static String advice(Kind kind) {
        return switch (kind) {
            case UNAVAILABLE, ABORTED -> "; it is tried again, the chunk stays where it is";
            case FENCED -> "; another publisher writes the same session line: run only one for it";
            case HIDDEN, CLOSING, TIMED_OUT -> "";
            case NOT_AUTHENTICATED -> "; check the security settings of the command config";
            case NOT_AUTHORISED -> "; grant WRITE and DESCRIBE on the topics, READ on the chunks topic, and WRITE and"
                    + " DESCRIBE on transactional ids of the publisher";
            case UNKNOWN_TOPIC -> "; create the topics first (gyre topics)";
            case TOO_LARGE -> "; raise max.message.bytes of the topic (gyre topics shows what it should be)";
            case CONFIGURATION -> "; check the command config";
        };
    }
}

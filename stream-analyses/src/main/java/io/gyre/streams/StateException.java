package io.gyre.streams;

import org.apache.kafka.common.KafkaException;

/**
 * What this application has stored itself cannot be read: a newer version wrote it, or it is damaged. Not a record's fault, so that nothing
 * is quarantined: threads end and are replaced until an operator brings the newer version back, or resets the application.
 */
final class StateException extends KafkaException {
    StateException(String message) {
        super(message);
    }

    StateException(String message, Throwable cause) {
        super(message, cause);
    }
}

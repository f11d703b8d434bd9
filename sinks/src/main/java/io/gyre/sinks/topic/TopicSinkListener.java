package io.gyre.sinks.topic;

import java.time.Duration;

import io.gyre.sinks.SinkException;
import io.gyre.wire.RecordRef;

/** Hears what a topic sink does, on the sink's thread. */
public interface TopicSinkListener {
    /** Hears nothing. */
    TopicSinkListener NONE = new TopicSinkListener() {
    };

    /** A transaction is committed: this many results were read, this many records written to the routes' topics. */
    default void committed(int results, int written) {}

    /** A result cannot be forwarded; it goes to the quarantine, with this code. Told again when its transaction is repeated. */
    default void setAside(RecordRef result, String code, String message) {}

    /** A transaction failed and was undone; nothing is lost, and after {@code wait} it is tried again. */
    default void failing(SinkException problem, Duration wait) {}
}

package io.gyre.publisher.publish;

import io.gyre.publisher.error.BrokerException;

/** Asked between two segments whether to go on. */
@FunctionalInterface
public interface Cancellation {
    /** @throws BrokerException of kind {@link BrokerException.Kind#CLOSING} when the chunk is to be abandoned */
    void check() throws BrokerException;
}

package io.gyre.cli;

import io.gyre.publisher.Closing;
import io.gyre.publisher.PublishOrder;
import io.gyre.publisher.PublisherConfig;
import picocli.CommandLine.Option;

/** How chunks are published. */
final class PublishOptions {
    @Option(names = "--order", paramLabel = "ORDER", defaultValue = "oldest",
            description = "Which chunks first: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). The answers are the same.")
    PublishOrder order = PublishOrder.OLDEST;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", hidden = true,
            description = "Of the shuffled order.")
    long seed = 1;

    @Option(names = "--close", paramLabel = "WHEN", defaultValue = "when_ended",
            description = "Publish the end of a session line: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Closing closing = Closing.WHEN_ENDED;

    PublisherConfig.Builder applyTo(PublisherConfig.Builder builder) {
        return builder.order(order).seed(seed).closing(closing);
    }
}

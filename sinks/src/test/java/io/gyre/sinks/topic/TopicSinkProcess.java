package io.gyre.sinks.topic;

import java.util.List;
import java.util.Map;

import io.gyre.sinks.SinkException;
import io.gyre.wire.Topics;

/** A topic sink in a process of its own, which ends in the middle of whatever it does. */
final class TopicSinkProcess {
    static final int HALTED = 137;

    private TopicSinkProcess() {}

    /** Arguments: bootstrap servers, prefix of the topics, topic to forward to, milliseconds from the first transaction to the end. */
    public static void main(String[] arguments) throws SinkException {
        long millis = Long.parseLong(arguments[3]);
        TopicSinkListener halting = new TopicSinkListener() {
            private boolean first = true;

            @Override
            public void committed(int results, int written) {
                if (first) {
                    first = false;
                    Thread.ofPlatform().daemon().start(() -> haltAfter(millis));
                }
            }
        };
        TopicSinkConfig config = TopicSinkConfig.of(Map.of("bootstrap.servers", arguments[0], "max.poll.records", "7"),
                Topics.withPrefix(arguments[1]), List.of(new Route(Route.OTHERS, arguments[2], Route.Encoding.JSON)),
                arguments[1],
                "1");
        try (TopicSink sink = TopicSink.open(config, halting)) {
            sink.run();
        }
    }

    private static void haltAfter(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(HALTED);
    }
}

package io.gyre.sinks.topic;

/**
 * Sends the results of one analysis to a topic.
 *
 * @param analysis its name; {@value #OTHERS} for those that have no route of their own
 */
public record Route(String analysis, String topic, Encoding encoding) {

    public static final String OTHERS = "*";

    /** What becomes of a result. */
    public enum Encoding {
        /** {@link io.gyre.wire.Result} in Avro's single-object encoding, the very bytes of the results topic. */
        AVRO,
        /** A JSON object, as the file sink writes it. */
        JSON
    }

    public Route {
        if (analysis.isEmpty() || topic.isEmpty()) {
            throw new IllegalArgumentException(
                    "a route has an analysis and a topic, not '" + analysis + "' and '" + topic + "'");
        }
    }
}

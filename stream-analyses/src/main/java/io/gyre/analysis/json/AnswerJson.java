package io.gyre.analysis.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON of answers: every chunk has some for each analysis, so that it is more than a third of what analyses cost. */
public final class AnswerJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();
    private static final JsonNodeFactory NODES = new JsonNodeFactory() {
        private static final long serialVersionUID = 1;

        @Override
        public ObjectNode objectNode() {
            return new ObjectNode(this, new FewFields());
        }
    };

    private AnswerJson() {}

    /** {@return a new object, for an answer and all below it} */
    public static ObjectNode object() {
        return NODES.objectNode();
    }

    /** {@return the node's text}, which is that of its {@code toString}. */
    public static String text(JsonNode node) {
        try {
            return new String(MAPPER.writeValueAsBytes(node), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // no node that analyses make is beyond it
        }
    }
}

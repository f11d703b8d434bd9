package io.gyre.analysis.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FewFieldsTest {
    @Test
    void doesWhatAHashedMapInOrderOfInsertionDoes() {
        var random = new Random(20261127);
        for (int round = 0; round < 300; round++) {
            Map<String, JsonNode> hashed = new LinkedHashMap<>();
            var few = new FewFields();
            int names = 1 + random.nextInt(60);
            for (int step = 0; step < 200; step++) {
                String name = new String("name" + random.nextInt(names)); // equal, not the same
                JsonNode value = IntNode.valueOf(step);
                switch (random.nextInt(6)) {
                    case 0 -> assertEquals(hashed.remove(name), few.remove(name));
                    case 1 -> assertEquals(hashed.get(name), few.get(name));
                    default -> assertEquals(hashed.put(name, value), few.put(name, value));
                }
                assertEquals(hashed.size(), few.size());
                assertEquals(hashed.containsKey(name), few.containsKey(name));
            }
            assertEquals(new ArrayList<>(hashed.entrySet()), new ArrayList<>(few.entrySet()));
            assertEquals(hashed, few);
            assertEquals(hashed.hashCode(), few.hashCode());
            hashed.keySet().removeIf(name -> name.endsWith("1"));
            few.keySet().removeIf(name -> name.endsWith("1"));
            assertEquals(new ArrayList<>(hashed.keySet()), new ArrayList<>(few.keySet()));
        }
    }

    @Test
    void hasNoOtherFields() {
        var few = new FewFields();
        assertNull(few.get("a"));
        assertNull(few.remove("a"));
        assertFalse(few.containsKey("a"));
        assertThrows(NoSuchElementException.class, few.entrySet().iterator()::next);
    }

    @Test
    void objectsAreEqualToOrdinaryOnesAndPrintedAsTheyAre() {
        ObjectNode ordinary = JsonNodeFactory.instance.objectNode();
        ObjectNode answer = AnswerJson.object();
        for (ObjectNode node : new ObjectNode[]{ ordinary, answer}) {
            node.put("text", "ä\"\\\u0001\uD83D\uDE00").put("long", Long.MIN_VALUE).put("real", 1e-7).putNull("none");
            ObjectNode inner = node.putArray("list").addObject();
            for (int i = 0; i < 100; i++) {
                inner.put("field" + i, i);
            }
        }
        assertEquals(ordinary, answer);
        assertEquals(ordinary.toString(), AnswerJson.text(answer));
        assertEquals(ordinary, answer.deepCopy());
    }

    @Test
    void halfOfASurrogatePairIsNoError() throws JsonProcessingException {
        ObjectNode answer = AnswerJson.object().put("comm", "cut\uD83D");
        assertEquals(answer, new ObjectMapper().readTree(AnswerJson.text(answer)));
    }

    @Test
    void objectsOfAShapeShareNamesAndNothingElse() {
        Shape shape = Shape.of("from", "to");
        ObjectNode first = shape.node(IntNode.valueOf(1), IntNode.valueOf(2));
        ObjectNode second = shape.node(IntNode.valueOf(3), IntNode.valueOf(4));
        first.remove("from");
        first.put("to", 7).put("then", 8);
        assertEquals("{\"to\":7,\"then\":8}", AnswerJson.text(first));
        assertEquals("{\"from\":3,\"to\":4}", AnswerJson.text(second));
        assertEquals("{\"from\":5,\"to\":6}", AnswerJson.text(shape.node(IntNode.valueOf(5), IntNode.valueOf(6))));
        assertThrows(IllegalArgumentException.class, () -> shape.node(IntNode.valueOf(1)));
    }
}

package io.gyre.analysis.generic.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DeclarationException;
import io.gyre.analysis.View;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.TopNames;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountersAnalysisTest {
    private static Values values(boolean isUnsigned, long fromNs, long... all) {
        var tally = new ValuesTally(new FieldName("queue", "length", isUnsigned));
        for (int i = 0; i < all.length; i++) {
            tally.add(fromNs + i, all[i]);
        }
        return tally.take();
    }

    private static CounterValues of(boolean isUnsigned, Values values) {
        var map = new TreeMap<FieldName, Values>();
        map.put(new FieldName("queue", "length", isUnsigned), values);
        return CounterValues.limited(map, 0);
    }

    private static ObjectNode field(CounterValues partial) throws DeclarationException {
        var analysis = new CountersAnalysis(CounterDeclaration.parse("c: queue length"));
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        analysis.json(View.whole(analysis, partial), node);
        return (ObjectNode) node.at("/fields/0");
    }

    @Test
    void valuesWithSignAreSummedInTheOrderOfEvents() throws DeclarationException {
        CounterValues whole = of(false, values(false, 10, 5, -7))
                .followedBy(of(false, values(false, 20, Long.MIN_VALUE, Long.MIN_VALUE, 3)));
        assertEquals("{\"class\":\"queue\",\"field\":\"length\",\"count\":5,\"first\":5,\"first_ns\":10,\"last\":3,"
                + "\"last_ns\":22,\"min\":-9223372036854775808,\"max\":5,\"sum\":-18446744073709551615}",
                field(whole).toString());
    }

    @Test
    void valuesWithoutSignAreNotNegative() throws DeclarationException {
        ObjectNode field = field(of(true, values(true, 10, -1, 2)).followedBy(of(true, values(true, 20, -1))));
        assertEquals("18446744073709551615", field.at("/max").asText());
        assertEquals("2", field.at("/min").asText());
        assertEquals("36893488147419103232", field.at("/sum").asText());
    }

    private static SortedMap<String, TopNames> fleet(long... all) throws DeclarationException {
        var analysis = new CountersAnalysis(CounterDeclaration.parse("c: queue length"));
        FleetFigures figures = analysis.fleet(View.whole(analysis, of(false, values(false, 0, all)))).orElseThrow();
        assertEquals(all.length, figures.sums().get("values"));
        return figures.tops();
    }

    private static Map<String, Long> names(SortedMap<String, TopNames> tops, String table) {
        return Objects.requireNonNull(tops.get(table)).atLeast();
    }

    @Test
    void sumsOfAFleetHaveTheirSignAndLeaveOutWhatCannotAddUp() throws DeclarationException {
        assertEquals(Map.of("queue length", 9L), names(fleet(4, 5), "sums"));
        assertEquals(Map.of("queue length", 2L), names(fleet(-4, 2), "below_zero"));
        assertEquals(Set.of("values"), fleet(1L << 48).keySet());
        assertEquals(Map.of("queue length", (1L << 48) - 1), names(fleet((1L << 48) - 1), "sums"));
    }

    @Test
    void fieldsBeyondTheLimitAreCounted() {
        var map = new TreeMap<FieldName, Values>();
        for (int i = 0; i < CounterValues.MOST_FIELDS + 7; i++) {
            map.put(new FieldName("class", String.format("%05d", i), false), values(false, 0, 1, 1));
        }
        CounterValues limited = CounterValues.limited(map, 1);
        assertEquals(CounterValues.MOST_FIELDS, limited.byField().size());
        assertEquals(15, limited.otherValues());
    }
}

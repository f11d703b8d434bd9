package io.gyre.analysis.generic.counter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.View;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * {@code counters-NAME-DIGEST}: the values of integer fields. Over time it is told by slice.
 *
 * <pre>
 * {"declaration": "load: …", "fields": [{"class": "my_app:queue", "field": "length", "count": 3, "first": 1, "first_ns": …,
 *  "last": 7, "last_ns": …, "min": 0, "max": 9, "sum": 17}], "other_values": 0}
 * </pre>
 *
 * <p>Of a fleet: how many {@code values} there were, in all and by field, and what those of a field add up to: {@code sums}, less {@code below_zero} from
 * lines on which they add up to less than zero; not from lines on which they add up to 2<sup>48</sup> or more, such as addresses.
 */
public final class CountersAnalysis extends DescribedAnalysis<CounterValues> {
    /** So that thousands of lines add up to less than a long holds. */
    private static final int MOST_FLEET_BITS = 48;

    private final CounterDeclaration declaration;

    CountersAnalysis(CounterDeclaration declaration) {
        super(declaration.analysisName(), "values of " + declaration.text(), () -> new CountersFold(declaration),
                new Partials<>(1, CounterValues.NONE, CounterValues::followedBy, CounterValues::write,
                        CounterValues::read));
        this.declaration = declaration;
    }

    @Override
    public boolean isEmpty(View<CounterValues> view) {
        return view.value().byField().isEmpty();
    }

    @Override
    public void json(View<CounterValues> view, ObjectNode entry) {
        entry.put("declaration", declaration.text());
        var fields = entry.putArray("fields");
        view.value().byField().forEach((name, values) -> {
            ObjectNode node = fields.addObject().put("class", name.eventClass()).put("field", name.field())
                    .put("count", values.count());
            node.put("first", number(values.first(), name)).put("first_ns", values.firstNs());
            node.put("last", number(values.last(), name)).put("last_ns", values.lastNs());
            node.put("min", number(values.min(), name)).put("max", number(values.max(), name));
            node.put("sum", values.sum().toSignedBigInteger());
        });
        entry.put("other_values", view.value().otherValues());
    }

    private static BigInteger number(long value, FieldName name) {
        return name.isUnsigned()
                ? new BigInteger(Long.toUnsignedString(value))
                : BigInteger.valueOf(value);
    }

    @Override
    public Optional<FleetFigures> fleet(View<CounterValues> view) {
        CounterValues counters = view.value();
        var tally = new FiguresTally();
        tally.sum("values", counters.otherValues()
                + counters.byField().values().stream().mapToLong(Values::count).sum());
        counters.byField().forEach((name, values) -> {
            String field = name.eventClass() + " " + name.field();
            BigInteger sum = values.sum().toSignedBigInteger();
            tally.top("values", Unit.COUNT, field, values.count());
            if (sum.abs().bitLength() <= MOST_FLEET_BITS) {
                tally.top(sum.signum() < 0 ? "below_zero" : "sums", Unit.COUNT, field, sum.abs().longValue());
            }
        });
        return Optional.of(tally.figures());
    }

    @Override
    public String text(View<CounterValues> view, Detail detail) {
        CounterValues counters = view.value();
        var table = detail.table("values", "first", "last", "min", "mean", "max", "sum", "field", "class");
        counters.byField().entrySet().stream().limit(detail.top()).forEach(row -> {
            FieldName name = row.getKey();
            Values values = row.getValue();
            BigInteger sum = values.sum().toSignedBigInteger();
            table.row(values.count(), number(values.first(), name), number(values.last(), name),
                    number(values.min(), name), mean(sum, values.count()), number(values.max(), name), sum,
                    name.field(), name.eventClass());
        });
        String others = counters.otherValues() == 0
                ? ""
                : "and " + counters.otherValues() + " values of fields beyond the limit of "
                        + CounterValues.MOST_FIELDS + "\n";
        return detail.ofAll(
                declaration.text() + "\n\n" + table + detail.more(counters.byField().size(), "fields") + others);
    }

    private static String mean(BigInteger sum, long count) {
        return new BigDecimal(sum).divide(BigDecimal.valueOf(count), 2, RoundingMode.HALF_UP).toPlainString();
    }
}

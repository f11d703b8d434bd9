package io.gyre.analysis.generic.counter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Fold;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.View;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.TreeMap;

/**
 * {@code counters-NAME-DIGEST}: the values of integer fields. Over time it is told by slice.
 *
 * <pre>
 * {"declaration": "load: …", "fields": [{"class": "my_app:queue", "field": "length", "count": 3, "first": 1, "first_ns": …,
 *  "last": 7, "last_ns": …, "min": 0, "max": 9, "sum": 17}], "other_values": 0}
 * </pre>
 */
public final class CountersAnalysis implements Analysis<CounterValues> {
    private final CounterDeclaration declaration;

    CountersAnalysis(CounterDeclaration declaration) {
        this.declaration = declaration;
    }

    @Override
    public String name() {
        return declaration.analysisName();
    }

    @Override
    public String summary() {
        return "values of " + declaration.text();
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Fold<CounterValues> newFold() {
        return new CountersFold(declaration);
    }

    @Override
    public CounterValues empty() {
        return CounterValues.NONE;
    }

    @Override
    public CounterValues merge(CounterValues left, CounterValues right) {
        return left.followedBy(right);
    }

    @Override
    public void write(CounterValues partial, PartialOutput out) {
        out.writeUnsigned(partial.byField().size());
        partial.byField().forEach((name, values) -> {
            out.writeString(name.eventClass());
            out.writeString(name.field());
            out.writeFlag(name.isUnsigned());
            values.write(out);
        });
        out.writeUnsigned(partial.otherValues());
    }

    @Override
    public CounterValues read(PartialInput in, int version) throws PartialFormatException {
        var byField = new TreeMap<FieldName, Values>();
        for (int left = in.readCount(12); left > 0; left--) {
            byField.put(new FieldName(in.readString(), in.readString(), in.readFlag()), Values.read(in));
        }
        return CounterValues.limited(byField, in.readUnsigned());
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

package com.example.programs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Fold;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.View;
import java.util.Map;
import java.util.TreeMap;

/** {@code programs}: how often each program was started. */
public final class ProgramsAnalysis implements Analysis<Programs> {
    @Override
    public String name() {
        return "programs";
    }

    @Override
    public String summary() {
        return "how often each program was started";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Fold<Programs> newFold() {
        return new ProgramsFold();
    }

    @Override
    public Programs empty() {
        return Programs.NONE;
    }

    @Override
    public Programs merge(Programs left, Programs right) {
        return left.plus(right);
    }

    @Override
    public void write(Programs partial, PartialOutput out) {
        out.writeUnsigned(partial.starts().size());
        partial.starts().forEach((path, count) -> {
            out.writeString(path);
            out.writeUnsigned(count);
        });
    }

    @Override
    public Programs read(PartialInput in, int version) throws PartialFormatException {
        var starts = new TreeMap<String, Long>();
        for (int left = in.readCount(2); left > 0; left--) {
            starts.put(in.readString(), in.readUnsigned());
        }
        return new Programs(starts);
    }

    @Override
    public boolean isEmpty(View<Programs> view) {
        return view.value().starts().isEmpty();
    }

    @Override
    public void json(View<Programs> view, ObjectNode entry) {
        ArrayNode rows = entry.putArray("per_program");
        view.value().starts().forEach((path, count) -> rows.addObject().put("path", path).put("starts", count));
    }

    @Override
    public String text(View<Programs> view, Detail detail) {
        TextTable table = detail.table("starts", "program");
        view.value().starts().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(detail.top())
                .forEach(row -> table.row(row.getValue(), row.getKey()));
        return table + detail.more(view.value().starts().size(), "programs");
    }
}

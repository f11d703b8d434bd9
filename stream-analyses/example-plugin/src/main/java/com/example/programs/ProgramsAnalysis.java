package com.example.programs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.View;
import java.util.Map;

/** {@code programs}: how often each program was started. */
public final class ProgramsAnalysis extends DescribedAnalysis<Programs> {
    public ProgramsAnalysis() {
        super("programs", "how often each program was started", ProgramsFold::new,
                new Partials<>(1, Programs.NONE, Programs::plus, Programs::write, Programs::read));
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

package io.gyre.analysis.user.callstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.Symbols;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.Ranking;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import io.gyre.analysis.user.address.Address;
import io.gyre.analysis.user.address.Names;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code callstack}: how often functions were called, how long the calls took with and without what they called, and from where, as folded
 * stacks for a flame graph. Needs the events of {@code liblttng-ust-cyg-profile} and the contexts {@code vpid} and {@code vtid}; the state
 * dump tells in which file an address lies, and {@link #withSymbols} in which function. A call belongs to the stretch in which it ends.
 *
 * <pre>
 * {"calls": 3, "functions": [{"function": "calls:0x401617", "vpid": 59, "process": "calls", "address": "401617", "count": 3, "min_ns": …, "self_ns": …}],
 *  "folded": ["calls-59;calls:0x4016f4;calls:0x401617 8120"], "unbegun": 0, "unended": 0, "without_exit": 0, "open": 2}
 * </pre>
 *
 * <p>Of a fleet: {@code calls}, their {@code self_ns}, and those without entry or exit; by name the functions with most {@code time} (self) and most
 * {@code calls}.
 */
public final class CallstackAnalysis extends DescribedAnalysis<CallFigures> {

    private final Symbols symbols;

    public CallstackAnalysis() {
        this(Symbols.NONE);
    }

    private CallstackAnalysis(Symbols symbols) {
        super("callstack", "durations of functions, with and without what they call, and stacks for a flame graph",
                CallFold::new,
                new Partials<>(2, CallFigures.NONE, CallFigures.CLOSED,
                        (left, right) -> new CallJoin(left, right).joined(), CallEncoding::write, CallEncoding::read));
        this.symbols = symbols;
    }

    private static CallFigures shown(View<CallFigures> view) {
        // Before a line there is nothing.
        CallFigures before = view.afterNs() == Long.MIN_VALUE ? CallFigures.CLOSED : view.before().opens();
        return new CallJoin(before, view.value()).joined();
    }

    private static long open(CallFigures figures) {
        return figures.stacks().values().stream().mapToLong(ends -> ends.open().size()).sum();
    }

    private static FunctionUse all(CallFigures figures) {
        return figures.functions().values().stream().reduce(figures.otherFunctions(), FunctionUse::plus);
    }

    @Override
    public Analysis<CallFigures> withSymbols(Symbols theirs) {
        return new CallstackAnalysis(theirs);
    }

    @Override
    public boolean isEmpty(View<CallFigures> view) {
        CallFigures figures = shown(view);
        return figures.functions().isEmpty() && figures.unbegun() == 0 && open(figures) == 0;
    }

    @Override
    public void json(View<CallFigures> view, ObjectNode entry) {
        CallFigures figures = shown(view);
        var names = new Names(figures.mappings(), symbols);
        entry.put("calls", all(figures).total().count());
        var functions = entry.putArray("functions");
        figures.functions().forEach((function, use) -> {
            ObjectNode node = functions.addObject().put("function", names.name(function.vpid(), function.address()))
                    .put("vpid", function.vpid()).put("process", names.program(function.vpid()))
                    .put("address", Long.toHexString(function.address()));
            use.total().json(node).put("self_ns", use.selfNs());
        });
        if (!figures.otherFunctions().total().isNone()) {
            figures.otherFunctions().total().json(entry.putObject("other_functions")).put("self_ns",
                    figures.otherFunctions().selfNs());
        }
        var folded = entry.putArray("folded");
        FoldedStacks.of(figures, names).forEach(stack -> folded.add(stack.frames() + " " + stack.selfNs()));
        if (figures.otherCalls() > 0) {
            entry.putObject("other_stacks").put("calls", figures.otherCalls()).put("self_ns", figures.otherSelfNs());
        }
        entry.put("unbegun", figures.unbegun()).put("unended", figures.unended())
                .put("without_exit", figures.withoutExit()).put("open", open(figures));
    }

    @Override
    public Optional<FleetFigures> fleet(View<CallFigures> view) {
        if (!view.value().tells()) {
            return Optional.of(FleetFigures.NOTHING);
        }
        CallFigures figures = shown(view);
        var names = new Names(figures.mappings(), symbols);
        FunctionUse all = all(figures);
        var tally = new FiguresTally();
        tally.sum("calls", all.total().count());
        tally.sum("self_ns", all.selfNs());
        tally.sum("unbegun", figures.unbegun());
        tally.sum("unended", figures.unended());
        tally.sum("without_exit", figures.withoutExit());
        figures.functions().forEach((function, use) -> {
            String name = names.shared(function.vpid(), function.address());
            tally.top("time", Unit.NANOSECONDS, name, use.selfNs());
            tally.top("calls", Unit.COUNT, name, use.total().count());
        });
        return Optional.of(tally.figures());
    }

    @Override
    public String text(View<CallFigures> view, Detail detail) {
        CallFigures figures = shown(view);
        var names = new Names(figures.mappings(), symbols);
        FunctionUse all = all(figures);
        var table = detail.table("calls", "self ms", "self", "total ms", "mean µs", "max µs", "function", "process");
        Ranking.largestFirst(figures.functions().entrySet(), row -> row.getValue().selfNs()).stream()
                .limit(detail.top())
                .forEach(row -> table.row(cells(names.name(row.getKey().vpid(), row.getKey().address()),
                        names.label(row.getKey().vpid()), row.getValue(), all)));
        table.total(cells("all", "", all, all));
        var stacks = detail.table("self ms", "calls", "stack");
        List<FoldedStacks.Stack> folded = FoldedStacks.of(figures, names);
        folded.stream().limit(detail.top())
                .forEach(stack -> stacks.row(TextTable.micros(stack.selfNs() / 1000), stack.calls(), stack.frames()));
        return Detail.parts(table + detail.more(figures.functions().size(), "functions"), detail.ofAll(stacks
                + detail.more(folded.size(), "stacks")
                + String.format(Locale.ROOT,
                        "%,d exits without entry, %,d calls left without an exit, %,d calls open\n",
                        figures.unbegun(), figures.withoutExit(), open(figures))));
    }

    private static Object[] cells(String name, String process, FunctionUse use, FunctionUse all) {
        return new Object[]{ use.total().count(), TextTable.micros(use.selfNs() / 1000),
                TextTable.percent(use.selfNs(), all.selfNs()), TextTable.micros(use.total().sum().toLong() / 1000),
                TextTable.micros(use.total().meanNs()), TextTable.micros(use.total().maxNs()), name, process};
    }
}

package io.gyre.analysis.user.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.Ranking;
import io.gyre.analysis.figures.Series;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code logs}: what programs logged through LTTng's agents for java.util.logging, Log4j 1 and 2, Logback and Python: by logger and level
 * over time, and the last errors.
 *
 * <pre>
 * {"messages": 3, "errors": 1,
 *  "by_logger": [{"framework": "jul", "logger": "shop.web", "level": "INFO", "level_number": 800, "messages": 2,
 *                 "peak_per_second": 2, "from_ns": …, "step_ns": 1000000000, "counts": [2]}],
 *  "last_errors": [{"time_ns": …, "framework": "jul", "logger": "shop.db", "level": "SEVERE", "vtid": 78, "message": "…"}]}
 * </pre>
 *
 * <p>Of a fleet: {@code messages} and {@code errors}; by name the {@code loggers} and {@code levels} with most messages, and the loggers with most
 * {@code errors}.
 */
public final class LogsAnalysis extends DescribedAnalysis<LogFigures> {
    public LogsAnalysis() {
        super("logs", "log messages by logger and level over time, and the last errors", LogsFold::new,
                new Partials<>(1, LogFigures.NONE, LogFigures::followedBy, LogFigures::write, LogFigures::read));
    }

    @Override
    public boolean isEmpty(View<LogFigures> view) {
        return view.value().bySource().isEmpty();
    }

    @Override
    public void json(View<LogFigures> view, ObjectNode entry) {
        LogFigures logs = view.value();
        entry.put("messages", all(logs).count()).put("errors", errors(logs));
        var byLogger = entry.putArray("by_logger");
        logs.bySource().forEach((source, series) -> {
            ObjectNode node = source(byLogger.addObject(), source).put("level_number", source.level());
            series.json(node.put("messages", series.count()).put("peak_per_second", series.peakPerSecond()));
        });
        if (!logs.otherSources().isNone()) {
            entry.put("other_messages", logs.otherSources().count());
        }
        var errors = entry.putArray("last_errors");
        for (ErrorMessage error : logs.lastErrors()) {
            source(errors.addObject().put("time_ns", error.timestampNs()), error.source()).put("vtid", error.vtid())
                    .put("message", error.message());
        }
    }

    private static ObjectNode source(ObjectNode node, Source source) {
        return node.put("framework", source.framework().words()).put("logger", source.logger()).put("level",
                source.framework().level(source.level()));
    }

    private static Series all(LogFigures logs) {
        return logs.bySource().values().stream().reduce(logs.otherSources(), Series::plus);
    }

    /** Those of the loggers kept; which of the others are errors is not known. */
    private static long errors(LogFigures logs) {
        return logs.bySource().entrySet().stream()
                .filter(row -> row.getKey().framework().isError(row.getKey().level()))
                .mapToLong(row -> row.getValue().count()).sum();
    }

    @Override
    public Optional<FleetFigures> fleet(View<LogFigures> view) {
        LogFigures logs = view.value();
        var tally = new FiguresTally();
        tally.sum("messages", all(logs).count());
        tally.sum("errors", errors(logs));
        logs.bySource().forEach((source, series) -> {
            tally.top("loggers", Unit.COUNT, source.logger(), series.count());
            tally.top("levels", Unit.COUNT, source.framework().words() + " " + source.framework().level(source.level()),
                    series.count());
            if (source.framework().isError(source.level())) {
                tally.top("errors", Unit.COUNT, source.logger(), series.count());
            }
        });
        return Optional.of(tally.figures());
    }

    @Override
    public String text(View<LogFigures> view, Detail detail) {
        LogFigures logs = view.value();
        Series all = all(logs);
        var table = detail.table("messages", "peak per second", "level", "logger",
                "over time, " + all.widthNs() / 1_000_000_000L + " s a step");
        Ranking.largestFirst(logs.bySource().entrySet(), row -> row.getValue().count()).stream()
                .limit(detail.top()).forEach(row -> table.row(row.getValue().count(), row.getValue().peakPerSecond(),
                        row.getKey().framework().level(row.getKey().level()), row.getKey().logger(),
                        row.getValue().bars(all)));
        table.row(all.count(), all.peakPerSecond(), "", "total", all.bars(all));
        String more = detail.more(logs.bySource().size(), "loggers and levels");
        return Detail.parts(table + more, logs.lastErrors().isEmpty() ? "" : lastErrors(logs, detail));
    }

    private static TextTable lastErrors(LogFigures logs, Detail detail) {
        var table = detail.table("time", "level", "logger", "last errors");
        List<ErrorMessage> errors = logs.lastErrors();
        errors.subList(Math.max(0, errors.size() - detail.top()), errors.size())
                .forEach(error -> table.row(TextTable.time(error.timestampNs()),
                        error.source().framework().level(error.source().level()), error.source().logger(),
                        error.message().lines().findFirst().orElse("")));
        return table;
    }
}

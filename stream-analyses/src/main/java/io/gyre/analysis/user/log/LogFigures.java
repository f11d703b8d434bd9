package io.gyre.analysis.user.log;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.LowestKeys;
import io.gyre.analysis.figures.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;

/**
 * What was logged: the partial of {@link LogsAnalysis}.
 *
 * @param bySource at most {@value #MOST_SOURCES}, the first by framework, logger and level
 * @param otherSources all others together
 * @param lastErrors at most {@value #MOST_ERRORS}, in the order in which they came
 */
record LogFigures(SortedMap<Source, Series> bySource, Series otherSources, List<ErrorMessage> lastErrors) {

    static final int MOST_SOURCES = 512;
    static final int MOST_ERRORS = 20;
    static final LogFigures NONE = new LogFigures(Collections.emptySortedMap(), Series.NONE, List.of());

    static LogFigures limited(NavigableMap<Source, Series> bySource, Series otherSources, List<ErrorMessage> errors) {
        Series others = LowestKeys.cut(bySource, MOST_SOURCES, otherSources, Series::plus);
        return new LogFigures(LowestKeys.fixed(bySource), others,
                List.copyOf(errors.subList(Math.max(0, errors.size() - MOST_ERRORS), errors.size())));
    }

    LogFigures followedBy(LogFigures next) {
        var errors = new ArrayList<>(lastErrors);
        errors.addAll(next.lastErrors);
        return limited(LowestKeys.sum(bySource, next.bySource, Series::plus), otherSources.plus(next.otherSources),
                errors);
    }

    void write(PartialOutput out) {
        out.writeUnsigned(bySource.size());
        bySource.forEach((source, series) -> {
            write(source, out);
            series.write(out);
        });
        otherSources.write(out);
        out.writeUnsigned(lastErrors.size());
        lastErrors.forEach(error -> {
            out.writeSigned(error.timestampNs());
            write(error.source(), out);
            out.writeSigned(error.vtid());
            out.writeString(error.message());
        });
    }

    private static void write(Source source, PartialOutput out) {
        out.writeUnsigned(source.framework().wireId());
        out.writeString(source.logger());
        out.writeSigned(source.level());
    }

    static LogFigures read(PartialInput in) throws PartialFormatException {
        var bySource = in.readMap(4, LogFigures::source, Series::read);
        Series otherSources = Series.read(in);
        List<ErrorMessage> errors = in.readList(6,
                from -> new ErrorMessage(from.readSigned(), source(from), from.readInt(), from.readString()));
        return limited(bySource, otherSources, errors);
    }

    private static Source source(PartialInput in) throws PartialFormatException {
        return new Source(Framework.ofWireId(in.readUnsigned()), in.readString(), in.readInt());
    }
}

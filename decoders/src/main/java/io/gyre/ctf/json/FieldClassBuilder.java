package io.gyre.ctf.json;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.FieldAttributes;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.FieldPath;
import io.gyre.ctf.model.RangeSet;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.source.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives drafts their place in a scope: checks roles there, and follows field locations. */
final class FieldClassBuilder {
    private static final int MAX_DEPTH = 128;
    private static final int MAX_FIELDS = 1 << 18;
    /** Of a boolean selector. */
    private static final RangeSet NO_RANGES = new RangeSet(Signedness.UNSIGNED, List.of());

    private final Diagnostics diagnostics;
    private final RoleCheck roleCheck;
    private Map<Scope, FieldClass.Structure> roots = Map.of();
    private Scope scope = Scope.PACKET_HEADER;
    private boolean hasClock;
    private final List<FieldLocator.Frame> frames = new ArrayList<>();
    private int fields;
    private final FieldClassReader drafts;
    private final FieldAttributes.Builder attributes = new FieldAttributes.Builder();

    /**
     * @param drafts knows the attributes of what it has read
     * @param hasUuid whether the preamble tells the metadata stream's UUID
     */
    FieldClassBuilder(Diagnostics diagnostics, FieldClassReader drafts, boolean hasUuid) {
        this.diagnostics = diagnostics;
        this.drafts = drafts;
        this.roleCheck = new RoleCheck(diagnostics, hasUuid);
    }

    /**
     * {@return the root structure of a scope}
     *
     * @param before the roots of the scopes that are decoded before
     * @param withClock whether the data stream class has a default clock
     */
    FieldClass.Structure build(Scope of, Draft draft, Map<Scope, FieldClass.Structure> before, boolean withClock)
            throws MetadataException {
        if (!(draft instanceof Draft.Structure structure)) {
            throw diagnostics.semantic(draft.offset(), "the root field class of " + RoleNames.name(of) + " is "
                    + draft.description() + ", expected a structure");
        }
        roots = before;
        scope = of;
        hasClock = withClock;
        frames.clear();
        return noted(structure, structure(structure));
    }

    /** {@return the attributes of all that has been built} */
    FieldAttributes attributes() {
        return attributes.build();
    }

    private <T> T noted(Object draft, T built) {
        attributes.put(built, drafts.attributes(draft));
        return built;
    }

    private FieldClass build(Draft draft) throws MetadataException {
        return noted(draft, place(draft));
    }

    private FieldClass place(Draft draft) throws MetadataException {
        if (frames.size() > MAX_DEPTH) {
            throw diagnostics.tooLarge(draft.offset(), "field classes are nested deeper than " + MAX_DEPTH + " levels");
        }
        count(1, draft.offset());
        return switch (draft) {
            case Draft.Leaf leaf -> {
                roleCheck.check(leaf, scope, hasClock, frames);
                yield leaf.fieldClass();
            }
            case Draft.DynamicText text ->
                new FieldClass.DynamicLengthString(length(text.length()), text.encoding());
            case Draft.DynamicBlob blob -> new FieldClass.DynamicLengthBlob(length(blob.length()), blob.mediaType());
            case Draft.Structure structure -> structure(structure);
            case Draft.StaticArray array -> new FieldClass.StaticLengthArray(array.length(),
                    inside(FieldPath.CURRENT, array.element()), array.minimumAlignment());
            case Draft.DynamicArray array -> new FieldClass.DynamicLengthArray(length(array.length()),
                    inside(FieldPath.CURRENT, array.element()), array.minimumAlignment());
            case Draft.Optional optional -> optional(optional);
            case Draft.Variant variant -> variant(variant);
        };
    }

    /** Bounds what aliases expand to, and all places of lengths and selectors together. */
    private void count(int more, int offset) throws MetadataException {
        fields += more;
        if (fields > MAX_FIELDS) {
            throw diagnostics.tooLarge(offset, "field classes expand to more than " + MAX_FIELDS + " fields");
        }
    }

    private FieldClass.Structure structure(Draft.Structure structure) throws MetadataException {
        var members = new ArrayList<FieldClass.Member>(structure.members().size());
        for (Draft.Member member : structure.members()) {
            diagnostics.enter("member", member.name());
            frames.add(new FieldLocator.Frame(members, member.name(), members.size()));
            FieldClass built = build(member.draft());
            frames.removeLast();
            members.add(noted(member, new FieldClass.Member(member.name(), built)));
            diagnostics.leave();
        }
        return new FieldClass.Structure(members, structure.minimumAlignment());
    }

    private FieldClass inside(int step, Draft content) throws MetadataException {
        frames.add(new FieldLocator.Frame(null, "", step));
        FieldClass built = build(content);
        frames.removeLast();
        return built;
    }

    private FieldLocator.Found find(Draft.Location location) throws MetadataException {
        FieldLocator.Found found = new FieldLocator(diagnostics, roots, scope, frames).find(location);
        count(found.fields().size(), location.offset());
        return found;
    }

    private FieldPath length(Draft.Location location) throws MetadataException {
        FieldLocator.Found found = find(location);
        for (FieldClass field : found.fields()) {
            if (!(field instanceof FieldClass.IntegerLike integer && integer.signedness() == Signedness.UNSIGNED)) {
                throw bad(location, "length", field, "an unsigned integer");
            }
        }
        return found.path();
    }

    private FieldClass optional(Draft.Optional optional) throws MetadataException {
        FieldLocator.Found selector = find(optional.selector());
        RangeSet ranges = NO_RANGES;
        if (optional.ranges() != null) {
            ranges = optional.ranges().of(signedness(optional.selector(), selector), diagnostics);
        } else {
            for (FieldClass field : selector.fields()) {
                if (!(field instanceof FieldClass.FixedLengthBoolean)) {
                    throw bad(optional.selector(), "selector", field,
                            "a boolean, because there are no `selector-field-ranges`");
                }
            }
        }
        return new FieldClass.Optional(inside(FieldPath.CURRENT, optional.content()), selector.path(), ranges);
    }

    private FieldClass variant(Draft.Variant variant) throws MetadataException {
        FieldLocator.Found selector = find(variant.selector());
        Signedness signedness = signedness(variant.selector(), selector);
        var options = new ArrayList<FieldClass.Option>();
        for (Draft.Option option : variant.options()) {
            RangeSet ranges = option.ranges().of(signedness, diagnostics);
            diagnostics.enter("option", option.name());
            options.add(noted(option,
                    new FieldClass.Option(option.name(), inside(options.size(), option.draft()), ranges)));
            diagnostics.leave();
        }
        OptionRanges.Clash clash = OptionRanges.find(options, signedness);
        if (clash != null) {
            throw diagnostics.semantic(variant.options().get(clash.later()).ranges().offset(),
                    "option `" + options.get(clash.later()).name() + "` has values of option `"
                            + options.get(clash.earlier()).name() + "`, expected ranges that do not overlap");
        }
        return new FieldClass.Variant(options, selector.path());
    }

    private Signedness signedness(Draft.Location location, FieldLocator.Found selector) throws MetadataException {
        @Nullable
        Signedness common = null;
        for (FieldClass field : selector.fields()) {
            if (!(field instanceof FieldClass.IntegerLike integer)) {
                throw bad(location, "selector", field, "an integer");
            } else if (common != null && common != integer.signedness()) {
                throw bad(location, "selector", field, "integers that are all signed or all unsigned");
            }
            common = integer.signedness();
        }
        return common == null ? Signedness.UNSIGNED : common;
    }

    private MetadataException bad(Draft.Location location, String what, FieldClass field, String expected) {
        return diagnostics.semantic(location.offset(),
                what + " " + location + " is " + Descriptions.of(field) + ", expected " + expected);
    }
}

package io.gyre.ctf.compile;

import io.gyre.ctf.bind.BindException;
import io.gyre.ctf.bind.Context;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.EventClass;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.OnPacket;
import io.gyre.ctf.bind.Stream;
import io.gyre.ctf.compile.HandlerMethod.From;
import io.gyre.ctf.compile.HandlerMethod.Parameter;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds a handler's annotated methods, inherited ones too, and reads what their parameters ask for. */
final class HandlerMethods {
    /** Those of one class, as if it were the first handler: readers are made for every window, of few classes. */
    private static final ClassValue<List<HandlerMethod>> ON_EVENT = new ClassValue<>() {
        @Override
        protected List<HandlerMethod> computeValue(Class<?> handler) {
            return annotated(handler, OnEvent.class).stream()
                    .map(method -> new HandlerMethod(0, method, patterns(method), parameters(method))).toList();
        }
    };

    private HandlerMethods() {}

    static List<HandlerMethod> onEvent(List<Class<?>> handlers) {
        var found = new ArrayList<HandlerMethod>();
        for (int i = 0; i < handlers.size(); i++) {
            for (HandlerMethod method : ON_EVENT.get(handlers.get(i))) {
                found.add(method.of(i));
            }
        }
        return found;
    }

    static List<Method> onPacket(Class<?> handler) {
        List<Method> found = annotated(handler, OnPacket.class);
        for (Method method : found) {
            if (!Arrays.equals(method.getParameterTypes(), new Class<?>[]{ StreamInfo.class, PacketHeader.class})) {
                throw new BindException(describe(method)
                        + ": an @OnPacket method takes (StreamInfo, PacketHeader) and nothing else");
            }
        }
        return found;
    }

    /** In the order of class, superclass first, then name and types: reflection has none of its own. */
    private static List<Method> annotated(Class<?> handler, Class<? extends Annotation> annotation) {
        var classes = new ArrayList<Class<?>>();
        for (Class<?> c = handler; c != null; c = c.getSuperclass()) {
            classes.add(c);
        }
        Collections.reverse(classes);
        var found = new ArrayList<Method>();
        for (Class<?> c : classes) {
            Arrays.stream(c.getDeclaredMethods()).filter(m -> m.isAnnotationPresent(annotation) && !m.isBridge())
                    .sorted(Comparator.comparing(Method::getName).thenComparing(m -> m.toGenericString()))
                    .forEach(found::add);
        }
        for (Method method : found) {
            boolean callable = !Modifier.isStatic(method.getModifiers()) && !Modifier.isPrivate(method.getModifiers())
                    && method.getReturnType() == void.class;
            if (!callable) {
                throw new BindException(
                        describe(method) + ": a handler method returns void and is neither static nor private");
            }
        }
        return found;
    }

    private static List<Pattern> patterns(Method method) {
        String[] names = method.getAnnotation(OnEvent.class).value();
        if (names.length == 0) {
            throw new BindException(describe(method) + ": @OnEvent names no event class");
        }
        return Arrays.stream(names).map(HandlerMethods::pattern).toList();
    }

    private static Pattern pattern(String name) {
        String regex = Arrays.stream(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    private static List<Parameter> parameters(Method method) {
        var parameters = new ArrayList<Parameter>();
        var declared = method.getParameters();
        for (int i = 0; i < declared.length; i++) {
            parameters.add(parameter(method, declared[i], i));
        }
        return parameters;
    }

    private static Parameter parameter(Method method, java.lang.reflect.Parameter declared, int index) {
        var field = declared.getAnnotation(Field.class);
        var context = declared.getAnnotation(Context.class);
        Class<?> type = declared.getType();
        if (field != null) {
            return new HandlerMethod.FieldValue(From.PAYLOAD, field.value(), valueType(method, declared),
                    field.required());
        } else if (context != null) {
            return new HandlerMethod.FieldValue(From.CONTEXT, context.value(), valueType(method, declared),
                    context.required());
        } else if (declared.isAnnotationPresent(Cpu.class) && type == int.class) {
            return new HandlerMethod.CpuId();
        } else if (declared.isAnnotationPresent(EventClass.class) && type == EventRecordClass.class) {
            return new HandlerMethod.ItsEventClass();
        } else if (declared.isAnnotationPresent(Stream.class) && type == StreamInfo.class) {
            return new HandlerMethod.ItsStream();
        } else if (index == 0 && type == long.class && declared.getAnnotations().length == 0) {
            return new HandlerMethod.TimestampNs();
        }
        throw new BindException(describe(method) + ": parameter " + (index + 1) + " (" + declared
                + ") asks for nothing known: a first `long` is the time; others are @Field or @Context, `@Cpu int`, "
                + "`@EventClass EventRecordClass` or `@Stream StreamInfo`");
    }

    private static ValueType valueType(Method method, java.lang.reflect.Parameter declared) {
        return ValueType.of(declared.getType()).orElseThrow(() -> new BindException(describe(method) + ": parameter "
                + declared + " cannot take a field: its type is one of int, long, double, boolean, Text, String"));
    }

    private static String describe(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }
}

package io.gyre.wire.avro;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** A record of Avro and a record of Java: field by field, component by component, in the same order and with the same names. */
record RecordBinding(Schema schema, Constructor<?> constructor, List<Component> components) implements Binding {

    private record Component(RecordComponent component, Binding binding) {}

    static RecordBinding of(Schema schema, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<String> names = components == null
                ? List.of()
                : Arrays.stream(components).map(RecordComponent::getName).toList();
        if (components == null || !names.equals(schema.getFields().stream().map(Schema.Field::name).toList())) {
            throw Binding.mismatch(schema, type);
        }
        List<Component> bound = Arrays.stream(components).map(component -> new Component(component,
                Binding.of(schema.getField(component.getName()).schema(), component.getGenericType()))).toList();
        try {
            return new RecordBinding(schema,
                    type.getDeclaredConstructor(
                            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new)),
                    bound);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has a canonical constructor: " + type, e);
        }
    }

    @Override
    public Object toAvro(Object java) {
        var avro = new GenericData.Record(schema);
        for (int i = 0; i < components.size(); i++) {
            Component component = components.get(i);
            try {
                Object value = component.component.getAccessor().invoke(java);
                avro.put(i, value == null ? null : component.binding.toAvro(value));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("cannot read " + component.component, e);
            }
        }
        return avro;
    }

    @Override
    public Object toJava(Object avro) {
        var values = (GenericRecord) avro;
        @Nullable
        Object[] arguments = new @Nullable Object[components.size()];
        for (int i = 0; i < arguments.length; i++) {
            Object value = values.get(i);
            arguments[i] = value == null ? null : components.get(i).binding.toJava(value);
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new AvroRuntimeException(String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + constructor.getDeclaringClass(), e);
        }
    }
}

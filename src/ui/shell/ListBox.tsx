import { useRef, type KeyboardEvent, type ReactNode } from "react";

interface ListBoxProps<T extends { readonly id: string }> {
  readonly label: string;
  readonly items: readonly T[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly children: (item: T) => ReactNode;
}

/** A listbox whose selection follows the focus: WAI-ARIA's pattern with a roving tab stop. */
export function ListBox<T extends { readonly id: string }>({ label, items, selected, onSelect, children }: ListBoxProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  const current = items.findIndex(({ id }) => id === selected);
  const onKeyDown = (event: KeyboardEvent): void => {
    const index = target(event.key, current, items.length);
    const item = index === null ? undefined : items[index];
    if (index === null || !item) return;
    event.preventDefault();
    onSelect(item.id);
    const option = list.current?.children[index];
    if (option instanceof HTMLElement) option.focus();
  };
  return (
    <div ref={list} role="listbox" aria-label={label} className="listbox" onKeyDown={onKeyDown}>
      {items.map((item, index) => (
        <div
          key={item.id}
          role="option"
          aria-selected={item.id === selected}
          tabIndex={index === Math.max(current, 0) ? 0 : -1}
          onClick={() => onSelect(item.id)}
        >
          {children(item)}
        </div>
      ))}
    </div>
  );
}

/** Where a key leads; null for keys that lead nowhere. */
export function target(key: string, current: number, length: number): number | null {
  switch (key) {
    case "ArrowDown":
      return Math.min(current + 1, length - 1);
    case "ArrowUp":
      return Math.max(current - 1, 0);
    case "Home":
      return 0;
    case "End":
      return length - 1;
    case "Enter":
    case " ":
      return Math.max(current, 0);
    default:
      return null;
  }
}

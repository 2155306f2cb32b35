// The few icons that GraphiQL does not bring.

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, strokeLinecap: 'round', strokeLinejoin: 'round' };

export function ExamplesIcon(props) {
  return (
    <svg viewBox="0 0 20 20" {...stroke} {...props}>
      <path d="M3 4.5h2M8 4.5h9M3 10h2M8 10h9M3 15.5h2M8 15.5h9" />
    </svg>
  );
}

export function ShareIcon(props) {
  return (
    <svg viewBox="0 0 20 20" {...stroke} {...props}>
      <path d="M8.5 11.5a3.5 3.5 0 0 0 5 0l3-3a3.5 3.5 0 0 0-5-5l-1 1M11.5 8.5a3.5 3.5 0 0 0-5 0l-3 3a3.5 3.5 0 0 0 5 5l1-1" />
    </svg>
  );
}

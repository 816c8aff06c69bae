<script>
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const buttons = [...document.querySelectorAll("#draft_button, #review_button")];
  const shown = buttons.find((button) => button.offsetParent !== null);
  if (shown) { document.activeElement.blur(); setTimeout(() => shown.click(), 50); }
});
</script>
